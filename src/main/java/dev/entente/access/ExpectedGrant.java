package dev.entente.access;

import dev.entente.ledger.Grant;
import dev.entente.ledger.GrantKey;
import dev.entente.ledger.GrantOrder;
import dev.entente.ledger.GrantOrder.Holder;
import dev.entente.ledger.GrantOrder.Place;
import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.ledger.Origin;
import dev.entente.partner.PartnerId;

/** One grant that ought to exist, with its end, its owner and the reason. */
public record ExpectedGrant(PartnerId partner, Grant.Kind kind, String entitlement, String name, Place place, Holder holder, Terms terms) {

  public GrantKey key() {
    return new GrantKey(entitlement, holder.id());
  }

  GrantOrder order(Origin origin) {
    return new GrantOrder(partner, kind, entitlement, name, place, holder, terms, origin);
  }

  /** Of two causes of one grant the one that lasts longer counts. */
  ExpectedGrant orLonger(ExpectedGrant other) {
    return other.terms().endsOn().isAfter(terms.endsOn()) ? other : this;
  }
}
