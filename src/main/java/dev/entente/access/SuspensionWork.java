package dev.entente.access;

import dev.entente.access.Suspension.Restore;
import dev.entente.access.Suspension.State;
import dev.entente.ledger.Grant;
import dev.entente.ledger.GrantOrder;
import dev.entente.ledger.Granting;
import dev.entente.ledger.Grants;
import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.provisioning.Targets;
import java.time.Clock;
import java.time.LocalDate;
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
  private final Granting granting;
  private final Clock clock;
  private final ExecutorService threads = Executors.newFixedThreadPool(TARGETS_AT_ONCE, new CustomizableThreadFactory("suspend-"));

  SuspensionWork(Suspensions suspensions, Grants grants, Revoking revoking, Granting granting, Clock clock) {
    this.suspensions = suspensions;
    this.grants = grants;
    this.revoking = revoking;
    this.granting = granting;
    this.clock = clock;
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

  /** In the order of granting, so that accounts come before the roles of their holders. */
  private void restoreAll(Suspension suspension, String holder) {
    for (Suspension.Item item : suspensions.items(suspension.id())) {
      if (item.restore() == Restore.NOT_YET && suspensions.lease(suspension.id(), State.REINSTATING, holder)) {
        restore(suspension, item.grant());
      }
    }
    if (suspensions.items(suspension.id()).stream().allMatch(item -> item.restore() == Restore.RESTORED)) {
      suspensions.allRestored(suspension.id());
    }
  }

  private void restore(Suspension suspension, Grant before) {
    if (before.endsOn().isBefore(LocalDate.now(clock))) {
      suspensions.note(suspension.id(), before.id(), Restore.RESTORED, "Its time was over on " + before.endsOn());
      return;
    }
    try {
      Granting.Result result = granting.grant(again(suspension, before), false);
      if (result instanceof Granting.Result.NotGranted not) {
        suspensions.note(suspension.id(), before.id(), Restore.REFUSED, not.reason());
      } else {
        suspensions.note(suspension.id(), before.id(), Restore.RESTORED, result instanceof Granting.Result.Pending ? "In somebody's hands" : null);
      }
    } catch (RuntimeException trouble) {
      LOG.warn("Grant {} in {} is still to be given again: {}", before.id(), before.target(), trouble.getMessage());
      suspensions.note(suspension.id(), before.id(), Restore.NOT_YET, String.valueOf(trouble.getMessage()));
    }
  }

  /** On the account of the process that granted it first: what undoes that process undoes this too. */
  private static GrantOrder again(Suspension suspension, Grant before) {
    GrantOrder.Terms terms = new GrantOrder.Terms("Reinstated: " + before.terms().reason(), before.terms().owner(), before.endsOn(), before.terms().reviewOn());
    return new GrantOrder(before.partner(), before.kind(), before.entitlement(), before.name(), new GrantOrder.Place(before.target(), before.role()),
        new GrantOrder.Holder(before.holder(), before.holderName()), terms,
        new Origin(before.processInstanceKey(), step(suspension), String.valueOf(suspension.reinstatedBy())));
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
