package dev.entente.ledger;

import dev.entente.partner.PartnerId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What shall be granted, to whom, on which terms, and on whose account. */
public record GrantOrder(PartnerId partner, Grant.Kind kind, String entitlement, String name, Place place, Holder holder, Terms terms, Origin origin) {

  /** @param role in the target system */
  public record Place(String target, String role) {}

  /** @param id the partner id, or a contact's mail address in lower case */
  public record Holder(String id, String name) {}

  /**
   * @param reason why it is granted, for people
   * @param owner the user or group that answers for it
   * @param endsOn the last day on which it holds; a sweep revokes it afterwards
   * @param reviewOn when the owner has to look at it again
   */
  public record Terms(String reason, String owner, LocalDate endsOn, @Nullable LocalDate reviewOn) {}
}
