package dev.entente.reconciliation;

import dev.entente.ledger.Grant;
import dev.entente.ledger.Grants;
import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.process.Processes;
import dev.entente.program.Programs;
import dev.entente.provisioning.AwaitsPerson;
import dev.entente.provisioning.TargetRefused;
import dev.entente.provisioning.TargetSystem;
import dev.entente.reconciliation.Finding.Stage;
import dev.entente.reconciliation.Finding.State;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Does one thing that the reconciliation, or somebody's decision, asks for about a finding; looks first whether it is still right, calls outside any transaction. */
@Component
class Remediation {

  static final String PROCESS = "access-finding";
  private static final String TASK = "task_decideFinding";

  private final Findings findings;
  private final Grants grants;
  private final Revoking revoking;
  private final Processes processes;
  private final Programs programs;
  private final Trail trail;
  private final TransactionTemplate transaction;

  Remediation(Findings findings, Grants grants, Revoking revoking, Processes processes, Programs programs, Trail trail, TransactionTemplate transaction) {
    this.findings = findings;
    this.grants = grants;
    this.revoking = revoking;
    this.processes = processes;
    this.programs = programs;
    this.trail = trail;
    this.transaction = transaction;
  }

  /** Starts the process that asks the owner; false when somebody is being asked, or there is nothing to ask any more. */
  boolean ask(long id, String actor) {
    return Boolean.TRUE.equals(transaction.execute(status -> {
      Finding finding = findings.locked(id);
      if (finding.state() == State.CLOSED || finding.state() == State.OPEN && finding.askedAs() != null) {
        return false;
      }
      Map<String, Object> variables = new LinkedHashMap<>();
      variables.put("partnerId", finding.partner());
      variables.put("findingId", finding.id());
      variables.put("findingOwner", finding.owner());
      variables.put("sla", Map.of(TASK, programs.current().serviceLevel(TASK).toString()));
      findings.asked(id, processes.start(PROCESS, finding.partner(), variables).value());
      record(finding, "finding.asked", actor, Map.of());
      return true;
    }));
  }

  /** The finding is over; its process, if one waits, ends. */
  boolean close(long id, String why, String actor) {
    return Boolean.TRUE.equals(transaction.execute(status -> {
      Finding finding = findings.locked(id);
      if (!findings.close(id, why)) {
        return false;
      }
      if (finding.askedAs() != null) {
        processes.publish("access-finding-closed", Long.toString(id), Map.of());
      }
      record(finding, "finding.closed", actor, Map.of("why", why));
      return true;
    }));
  }

  /** Makes the account unusable where the target can do that; the stage passes in any case. */
  String disable(long id, TargetSystem target, String actor) {
    Finding finding = stillForeign(id, Stage.QUARANTINED);
    if (finding == null) {
      return "";
    }
    boolean disabled = target.disable(finding.access());
    transaction.executeWithoutResult(status -> {
      if (findings.locked(id).stage() == Stage.QUARANTINED) {
        findings.stage(id, Stage.DISABLED);
        record(finding, disabled ? "finding.disabled" : "finding.notDisabled", actor, Map.of());
      }
    });
    return disabled ? "disabled" : "cannotDisable";
  }

  /** Takes the access away at the target, through its grant where it has an open one, and sees that it is gone. */
  String delete(long id, TargetSystem target, Origin origin) {
    Finding finding = stillForeign(id, null);
    if (finding == null) {
      return "";
    }
    Grant grant = finding.grantId() == null ? null : grants.find(finding.grantId()).orElse(null);
    try {
      if (grant != null && (grant.state() == Grant.State.ACTIVE || grant.state() == Grant.State.REVOKING || grant.leftover())) {
        if (revoking.revoke(grant, "Found by the reconciliation", origin) == Revoking.Result.IN_HAND) {
          return "inHand";
        }
      } else {
        target.revoke(finding.access());
      }
    } catch (AwaitsPerson waiting) {
      return "inHand";
    }
    if (target.verify(finding.access())) {
      throw new TargetRefused("It was taken away, but " + finding.target() + " still shows it");
    }
    transaction.executeWithoutResult(status -> {
      findings.locked(id);
      findings.stage(id, Stage.DELETED);
    });
    close(id, "deleted", origin.actor());
    return "deleted";
  }

  /** It rests until the date. */
  void accept(FindingRemedies.Decision decision) {
    transaction.executeWithoutResult(status -> {
      Finding finding = findings.locked(decision.finding());
      if (findings.accept(finding.id(), decision.until(), decision.by())) {
        record(finding, "finding.accepted", decision.by(), Map.of("until", decision.until().toString(), "why", decision.why()));
      }
    });
  }

  /** Null when it is settled, elsewhere in its stages, or granted by now. */
  private @Nullable Finding stillForeign(long id, @Nullable Stage stage) {
    Finding finding = findings.find(id).orElseThrow();
    boolean open = finding.state() != State.CLOSED && finding.held() && (stage == null || finding.stage() == stage);
    return open && !findings.isGiven(finding) ? finding : null;
  }

  private void record(Finding finding, String action, String actor, Map<String, Object> more) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("finding", finding.id());
    details.put("kind", finding.kind().name());
    details.put("target", finding.target());
    details.put("role", finding.role());
    details.put("holder", finding.holder());
    details.putAll(more);
    trail.record(TrailEntry.of(finding.partner(), actor, action, details));
  }
}
