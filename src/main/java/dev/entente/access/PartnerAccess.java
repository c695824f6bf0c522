package dev.entente.access;

import dev.entente.ledger.Origin;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.provisioning.TargetRefused;
import dev.entente.provisioning.TargetUnavailable;
import dev.entente.provisioning.Targets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What one partner has, had, or has left in all targets, for features that take it back. */
@Component
public class PartnerAccess {

  private final JdbcClient jdbc;
  private final Targets targets;
  private final ResidualAccessCheck residual;
  private final AccessRecalculation recalculation;

  PartnerAccess(JdbcClient jdbc, Targets targets, ResidualAccessCheck residual, AccessRecalculation recalculation) {
    this.jdbc = jdbc;
    this.targets = targets;
    this.residual = residual;
    this.recalculation = recalculation;
  }

  /**
   * What one target says when it is asked afresh.
   *
   * @param answered false where the target could not be asked: what can't be seen is not clean
   */
  public record Asked(String target, boolean answered, String detail, List<ResidualAccess> left) {

    public boolean clean() {
      return answered && left.isEmpty();
    }
  }

  /** Entitlements that really came into force for the partner, at whatever time. */
  public List<String> entitlementsEverHeld(PartnerId partner) {
    return jdbc.sql("SELECT DISTINCT entitlement FROM grant_view WHERE partner_id = :partner AND granted_at IS NOT NULL ORDER BY entitlement")
        .param("partner", partner.value())
        .query(String.class)
        .list();
  }

  /** A fresh look at every target that is set up, and at rows of the ledger whose target is not any more. */
  public List<Asked> ask(PartnerId partner) {
    List<Asked> all = new ArrayList<>();
    targets.ids().forEach(target -> all.add(ask(partner, target)));
    List<ResidualAccess> lost = residual.withoutTarget(partner);
    if (!lost.isEmpty()) {
      all.add(new Asked("ledger", true, "Their target is not set up any more", lost));
    }
    return all;
  }

  /**
   * Takes back an entitlement that was given for a cause only, as far as nothing else gives it; safe to repeat, and what can't be revoked now is thrown,
   * to be tried again.
   *
   * @param cause of the {@link Assignment} that is over
   */
  public void takeBack(PartnerId partner, String entitlement, String cause, JobContext job) {
    recalculation.causeEnded(partner, entitlement, cause, cause + " is over", Origin.of(job));
  }

  private Asked ask(PartnerId partner, String target) {
    try {
      List<ResidualAccess> left = residual.leftovers(partner, target);
      return new Asked(target, true, left.isEmpty() ? "Holds nothing of the partner" : "Still holds something", left);
    } catch (TargetUnavailable | TargetRefused trouble) {
      return new Asked(target, false, "Could not be asked: " + trouble.getMessage(), List.of());
    }
  }
}
