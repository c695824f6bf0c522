package dev.entente.access;

import dev.entente.access.Suspension.Restore;
import dev.entente.access.Suspension.State;
import dev.entente.ledger.Grant;
import dev.entente.ledger.GrantKey;
import dev.entente.ledger.Granting;
import dev.entente.ledger.Grants;
import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.provisioning.Targets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Does what a suspension or a reinstating asks for: at once, and again until it is done.
 *
 * <p>One worker at a time holds the lease of a suspension and keeps it before each call, so that nothing is revoked any more once it is being given again.
 * Targets are called side by side, the grants of one in reverse order.
 */
@Component
class SuspensionWork implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(SuspensionWork.class);
  private static final int TARGETS_AT_ONCE = 8;

  private final Suspensions suspensions;
  private final Grants grants;
  private final Revoking revoking;
  private final AccessRecalculation recalculation;
  private final ExecutorService threads = Executors.newFixedThreadPool(TARGETS_AT_ONCE, new CustomizableThreadFactory("suspend-"));

  SuspensionWork(Suspensions suspensions, Grants grants, Revoking revoking, AccessRecalculation recalculation) {
    this.suspensions = suspensions;
    this.grants = grants;
    this.revoking = revoking;
    this.recalculation = recalculation;
  }

  /** In the background. */
  void soon(long id) {
    CompletableFuture.runAsync(() -> onSafely(id));
  }

  @Scheduled(fixedDelayString = "${entente.access.suspend-every:5s}", initialDelayString = "${entente.access.suspend-every:5s}")
  void again() {
    suspensions.busy(50).forEach(this::onSafely);
  }

  private void onSafely(long id) {
    try {
      on(id);
    } catch (RuntimeException trouble) {
      LOG.warn("Suspension {} goes on later: {}", id, trouble.getMessage());
    }
  }

  /** One round; what can't be done now is left for the next. */
  void on(long id) {
    String holder = UUID.randomUUID().toString();
    Suspension suspension = suspensions.get(id);
    if (!suspension.isBusy() || !suspensions.lease(id, suspension.state(), holder)) {
      return;
    }
    try {
      if (suspension.state() == State.SUSPENDING) {
        revokeAll(suspension, holder);
      } else {
        restoreAll(suspension, holder);
      }
    } finally {
      suspensions.release(id, holder);
    }
  }

  private void revokeAll(Suspension suspension, String holder) {
    Map<String, List<Grant>> byTarget = grants.toRevoke(suspension.partner()).stream().collect(Collectors.groupingBy(Grant::target));
    List<CompletableFuture<Void>> all = byTarget.values().stream()
        .map(ofTarget -> CompletableFuture.runAsync(() -> ofTarget.forEach(grant -> revoke(suspension, grant, holder)), threads))
        .toList();
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    if (grants.toRevoke(suspension.partner()).isEmpty() && suspensions.allRevoked(suspension.id())) {
      LOG.info("Suspension {} of {}: all {} grants are revoked", suspension.id(), suspension.partner(), suspensions.items(suspension.id()).size());
    }
  }

  private void revoke(Suspension suspension, Grant grant, String holder) {
    if (!suspensions.lease(suspension.id(), State.SUSPENDING, holder)) {
      return;
    }
    try {
      revoking.revoke(grant, "Suspended: " + suspension.reason(), origin(suspension, suspension.suspendedBy()));
    } catch (RuntimeException trouble) {
      LOG.warn("Grant {} in {} is still to be revoked: {}", grant.id(), grant.target(), trouble.getMessage());
    }
  }

  /**
   * What ought to be there now, in the order of granting, so that accounts come before the roles of their holders. Nothing that was taken counts by
   * itself: who has left meanwhile gets nothing, who has joined gets what the others get.
   */
  private void restoreAll(Suspension suspension, String holder) {
    List<ExpectedGrant> expected = recalculation.expected(suspension.partner());
    suspensions.expect(suspension.id(), expected);
    Map<GrantKey, Restore> before = suspensions.items(suspension.id()).stream().collect(Collectors.toMap(Suspension.Item::key, Suspension.Item::restore));
    Accounting accounting = Accounting.of(grants.ofPartner(suspension.partner()));
    for (ExpectedGrant grant : expected) {
      if (before.get(grant.key()) == Restore.NOT_YET && suspensions.lease(suspension.id(), State.REINSTATING, holder)) {
        restore(suspension, grant, accounting);
      }
    }
    recalculation.processChanged(suspension.partner(), step(suspension), "Not due any more", origin(suspension, "system"));
    if (suspensions.items(suspension.id()).stream().noneMatch(item -> item.restore() == Restore.NOT_YET || item.restore() == Restore.REFUSED)) {
      suspensions.allRestored(suspension.id());
    }
  }

  private void restore(Suspension suspension, ExpectedGrant expected, Accounting accounting) {
    try {
      Origin origin = new Origin(accounting.of(expected, suspension), step(suspension), String.valueOf(suspension.reinstatedBy()));
      Granting.Result result = recalculation.grant(expected, origin);
      if (result instanceof Granting.Result.NotGranted not) {
        suspensions.note(suspension.id(), expected.key(), Restore.REFUSED, not.reason());
      } else {
        suspensions.note(suspension.id(), expected.key(), Restore.RESTORED, result instanceof Granting.Result.Pending ? "In somebody's hands" : null);
      }
    } catch (RuntimeException trouble) {
      LOG.warn("{} of {} in {} is still to be given again: {}", expected.entitlement(), expected.partner(), expected.place().target(), trouble.getMessage());
      suspensions.note(suspension.id(), expected.key(), Restore.NOT_YET, String.valueOf(trouble.getMessage()));
    }
  }

  /**
   * On whose account something is given again: the process that gave it, or the like to others, first. What undoes that process undoes this too.
   *
   * @param latest of each right, the last process that granted it
   * @param byEntitlement the same, whoever holds it
   */
  private record Accounting(Map<GrantKey, Long> latest, Map<String, Long> byEntitlement) {

    static Accounting of(List<Grant> all) {
      Map<GrantKey, Long> latest = new HashMap<>();
      Map<String, Long> byEntitlement = new HashMap<>();
      all.forEach(grant -> latest.put(GrantKey.of(grant), grant.processInstanceKey()));
      all.forEach(grant -> byEntitlement.put(grant.entitlement(), grant.processInstanceKey()));
      return new Accounting(latest, byEntitlement);
    }

    long of(ExpectedGrant grant, Suspension suspension) {
      Long own = latest.getOrDefault(grant.key(), byEntitlement.get(grant.entitlement()));
      return own != null ? own : suspension.process() == null ? 0 : suspension.process();
    }
  }

  private static Origin origin(Suspension suspension, String actor) {
    return new Origin(suspension.process(), step(suspension), actor);
  }

  private static String step(Suspension suspension) {
    return "suspension-" + suspension.id();
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
