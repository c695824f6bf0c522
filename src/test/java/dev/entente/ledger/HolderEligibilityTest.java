package dev.entente.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.access.OnOwnDirectory;
import dev.entente.ledger.Grant.State;
import dev.entente.ledger.GrantOrder.Holder;
import dev.entente.ledger.Granting.Result.Granted;
import dev.entente.ledger.Granting.Result.NotGranted;
import dev.entente.partner.Contact;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who has left is granted nothing and keeps nothing, however the address is written and whatever was ordered before. */
class HolderEligibilityTest extends OnOwnDirectory {

  @Test
  void anOrderFromBeforeAContactLeftIsRefusedAfter() {
    GrantOrder order = orders("price-list").get(0);
    leave(order.holder().id());

    assertThat(granting.grant(order, false)).isInstanceOfSatisfying(NotGranted.class, not -> assertThat(not.reason()).contains("has left"));

    assertThat(memberships()).isZero();
    assertThat(granting.grant(orders("price-list").get(0), false)).as("the others are").isInstanceOf(Granted.class);
  }

  @Test
  void whoLeavesDuringTheCallLosesWhatTheCallGave() {
    GrantOrder order = orders("price-list").get(0);
    directory.afterModify(() -> leave(order.holder().id()));

    assertThat(granting.grant(order, false)).isInstanceOf(NotGranted.class);

    assertThat(memberships()).isZero();
    assertThat(ofPartner()).singleElement().extracting(Grant::state).isEqualTo(State.REVOKED);
  }

  @Test
  void aHolderWrittenInMixedCaseIsTheSameHolder() {
    GrantOrder order = orders("price-list").get(0);
    String shouted = order.holder().id().toUpperCase();
    granting.grant(heldAs(order, shouted), false);
    granting.grant(order, false);
    assertThat(ofPartner()).as("one row, however the address is written").hasSize(1);

    leave(order.holder().id());
    revoking.revokeHolder(partner, order.holder().id(), "The contact has left", origin());

    assertThat(memberships()).isZero();
    assertThat(grants.toRevoke(partner)).isEmpty();
  }

  @Test
  void twoEntitlementsOfOneRoleThatAreRevokedAtOnceDoNotKeepItForEachOther() throws Exception {
    GrantOrder order = orders("price-list").get(0);
    GrantOrder other = new GrantOrder(partner, order.kind(), "price-list-again", order.name(), order.place(), order.holder(), order.terms(), order.origin());
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 20; round++) {
        granting.grant(order, false);
        granting.grant(other, false);
        List<Callable<Object>> both = grants.active(partner).stream().<Callable<Object>>map(grant -> () -> revoking.revoke(grant, "no longer", origin())).toList();
        for (Future<Object> done : threads.invokeAll(both)) {
          done.get();
        }
        assertThat(memberships()).as("round " + round).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static GrantOrder heldAs(GrantOrder order, String holder) {
    return new GrantOrder(order.partner(), order.kind(), order.entitlement(), order.name(), order.place(), new Holder(holder, order.holder().name()),
        order.terms(), order.origin());
  }

  private void leave(String email) {
    Contact contact = partners.facts(partner).contacts().stream().filter(one -> one.email().equalsIgnoreCase(email)).findFirst().orElseThrow();
    jdbc.sql("UPDATE contact SET left_at = now() WHERE id = :id").param("id", contact.id()).update();
  }
}
