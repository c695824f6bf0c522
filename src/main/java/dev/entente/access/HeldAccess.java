package dev.entente.access;

import dev.entente.partner.PartnerId;
import dev.entente.provisioning.TargetRefused;
import dev.entente.provisioning.TargetUnavailable;
import dev.entente.provisioning.Targets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a partner has, had, or has left, for the feature that ends partnerships. */
@Component
public class HeldAccess {

  private final JdbcClient jdbc;
  private final Targets targets;
  private final Reconciliation reconciliation;

  HeldAccess(JdbcClient jdbc, Targets targets, Reconciliation reconciliation) {
    this.jdbc = jdbc;
    this.targets = targets;
    this.reconciliation = reconciliation;
  }

  /**
   * What one target says when it is asked afresh.
   *
   * @param answered false where the target could not be asked: what can't be seen is not clean
   */
  public record Asked(String target, boolean answered, String detail, List<Leftover> left) {

    public boolean clean() {
      return answered && left.isEmpty();
    }
  }

  /** Entitlements that really came into force for the partner, at whatever time. */
  public List<String> entitlementsEverHeld(PartnerId partner) {
    return jdbc.sql("SELECT DISTINCT entitlement FROM access_grant WHERE partner_id = :partner AND granted_at IS NOT NULL ORDER BY entitlement")
        .param("partner", partner.value())
        .query(String.class)
        .list();
  }

  /** A fresh look at every target that is set up, and at rows of the ledger whose target is not any more. */
  public List<Asked> ask(PartnerId partner) {
    List<Asked> all = new ArrayList<>();
    targets.ids().forEach(target -> all.add(ask(partner, target)));
    List<Leftover> lost = reconciliation.withoutTarget(partner);
    if (!lost.isEmpty()) {
      all.add(new Asked("ledger", true, "Their target is not set up any more", lost));
    }
    return all;
  }

  private Asked ask(PartnerId partner, String target) {
    try {
      List<Leftover> left = reconciliation.leftovers(partner, target);
      return new Asked(target, true, left.isEmpty() ? "Holds nothing of the partner" : "Still holds something", left);
    } catch (TargetUnavailable | TargetRefused trouble) {
      return new Asked(target, false, "Could not be asked: " + trouble.getMessage(), List.of());
    }
  }
}
