package dev.entente.reconciliation;

import dev.entente.provisioning.Target;
import dev.entente.provisioning.TargetRows;
import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.Targets;
import java.time.Clock;
import java.time.OffsetDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** Compares each target that is switched on once in its interval; one in trouble does not hold up the others. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconciliationProperties.class)
class ReconciliationSchedule {

  private static final Logger LOG = LoggerFactory.getLogger(ReconciliationSchedule.class);
  static final String BY = "system";

  private final TargetRows rows;
  private final Targets targets;
  private final ReconciliationRuns runs;
  private final ReconciliationRunner reconciling;
  private final LedgerReconciliation ledger;
  private final ReconciliationProperties properties;
  private final Clock clock;

  ReconciliationSchedule(TargetRows rows, Targets targets, ReconciliationRuns runs, ReconciliationRunner reconciling, LedgerReconciliation ledger,
      ReconciliationProperties properties, Clock clock) {
    this.rows = rows;
    this.targets = targets;
    this.runs = runs;
    this.reconciling = reconciling;
    this.ledger = ledger;
    this.properties = properties;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${entente.access.reconciliation.look-every:60s}", initialDelayString = "${entente.access.reconciliation.look-every:60s}")
  void look() {
    for (String id : rows.all().stream().filter(Target::enabled).map(Target::id).toList()) {
      try {
        TargetSystem target = targets.get(id);
        reconciling.resume(target, OffsetDateTime.now(clock).minus(properties.stale()));
        if (isDue(id)) {
          reconciling.run(target, BY);
        }
      } catch (RuntimeException trouble) {
        LOG.warn("Target {} could not be compared with the ledger", id, trouble);
      }
    }
  }

  /** The ledger itself is compared with what partners ought to have. */
  @Scheduled(fixedDelayString = "${entente.access.reconciliation.look-every:60s}", initialDelayString = "${entente.access.reconciliation.look-every:60s}")
  void lookAtLedger() {
    ledger.resume(OffsetDateTime.now(clock).minus(properties.stale()));
    if (isDue(LedgerComparison.LEDGER)) {
      ledger.begin(BY).ifPresent(ledger::goOn);
    }
  }

  private boolean isDue(String target) {
    return runs.last(target).map(last -> !properties.nextAfter(last).isAfter(clock.instant())).orElse(true);
  }
}
