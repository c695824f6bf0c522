package dev.entente.reconciliation;

import dev.entente.provisioning.Target;
import dev.entente.provisioning.TargetKind;
import dev.entente.provisioning.TargetRows;
import dev.entente.reconciliation.ReconciliationRuns.Run;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How each target stands with the reconciliation. */
@Component
public class ReconciliationOverview {

  private final TargetRows targets;
  private final ReconciliationRuns runs;
  private final Findings findings;
  private final ReconciliationProperties properties;
  private final Clock clock;

  ReconciliationOverview(TargetRows targets, ReconciliationRuns runs, Findings findings, ReconciliationProperties properties, Clock clock) {
    this.targets = targets;
    this.runs = runs;
    this.findings = findings;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * @param open findings that nobody has accepted
   * @param next the next scheduled run, null where none is planned
   */
  record Row(Target target, @Nullable Run last, long open, @Nullable Instant next) {

    /** BY_HAND, OFF, or what a comparison needs is there. */
    public String standing() {
      return target.kind() == TargetKind.BY_HAND ? "BY_HAND" : target.enabled() ? "COMPARED" : "OFF";
    }

    public boolean isComparable() {
      return standing().equals("COMPARED");
    }

    /** Held, or under way. */
    public boolean isBusy() {
      return last != null && last.isOpen();
    }
  }

  List<Row> rows() {
    Map<String, Run> last = runs.latest();
    Map<String, Long> open = findings.openByTarget();
    return targets.all().stream().map(target -> row(target, last.get(target.id()), open.getOrDefault(target.id(), 0L))).toList();
  }

  /**
   * The ledger as compared with what partners ought to have.
   *
   * @param open findings that nobody has accepted
   */
  record Ledger(@Nullable Run last, long open, @Nullable Instant next) {

    public boolean isBusy() {
      return last != null && last.isOpen();
    }
  }

  Ledger ledger() {
    Run last = runs.last(LedgerComparison.LEDGER).orElse(null);
    Instant next = last == null ? clock.instant() : last.isOpen() ? null : properties.nextAfter(last);
    return new Ledger(last, findings.openOfLedger(), next);
  }

  Map<String, String> names() {
    return targets.names();
  }

  private Row row(Target target, @Nullable Run last, long open) {
    boolean planned = target.enabled() && target.kind() != TargetKind.BY_HAND && (last == null || !last.isOpen());
    Instant next = !planned ? null : last == null ? clock.instant() : properties.nextAfter(last);
    return new Row(target, last, open, next);
  }
}
