package dev.entente.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.ModifyDNRequest;
import dev.entente.ledger.Grant;
import dev.entente.ledger.GrantOrder;
import dev.entente.provisioning.TargetOwners;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a target still holds is found by what it calls an account for good, wherever somebody has put the account. */
class ResidualAccessCheckTest extends OnOwnDirectory {

  @Autowired TargetOwners owners;

  @Test
  void anAccountThatSomebodyMovedIsStillThere() throws Exception {
    Grant account = accounts();
    directory.server().add("dn: ou=staff,dc=entente,dc=example", "objectClass: organizationalUnit", "ou: staff");
    directory.server().modifyDN(new ModifyDNRequest(account.externalId(), "uid=somebody", true, "ou=staff,dc=entente,dc=example"));

    revoking.revokeAll(partner, "The partner leaves", origin());

    assertThat(target.list()).as("the target lists nothing of the partner").isEmpty();
    assertThat(check().leftovers(partner, "directory")).singleElement()
        .satisfies(left -> assertThat(left.what()).contains("uid=somebody,ou=staff,dc=entente,dc=example", "grant " + account.id() + " is REVOKED"));

    directory.server().delete("uid=somebody,ou=staff,dc=entente,dc=example");
    assertThat(check().leftovers(partner, "directory")).as("now it is gone").isEmpty();
  }

  @Test
  void whatWasRevokedWhereItWasIsGone() {
    accounts();
    orders("price-list").forEach(order -> granting.grant(order, false));
    revoking.revokeAll(partner, "The partner leaves", origin());

    assertThat(check().leftovers(partner, "directory")).isEmpty();
  }

  /** Of the first contact. */
  private Grant accounts() {
    for (GrantOrder order : planning.accounts(partner, job)) {
      granting.grant(order, false);
    }
    return grants.active(partner).stream().filter(grant -> grant.entitlement().equals("directory-account")).findFirst().orElseThrow();
  }

  private ResidualAccessCheck check() {
    return new ResidualAccessCheck(grants, targets, owners, clock);
  }
}
