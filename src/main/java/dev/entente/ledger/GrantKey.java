package dev.entente.ledger;

import java.util.Locale;

/** What tells the grants of one partner apart: one of each is open at a time. The case of a holder says nothing. */
public record GrantKey(String entitlement, String holder) {

  public GrantKey {
    holder = holder.toLowerCase(Locale.ROOT);
  }

  public static GrantKey of(Grant grant) {
    return new GrantKey(grant.entitlement(), grant.holder());
  }
}
