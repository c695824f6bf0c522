package dev.entente.portal;

import dev.entente.partner.KnownContact;
import dev.entente.partner.PartnerId;
import java.io.Serializable;

/**
 * A contact who is signed in to the portal; a controller below {@code /portal} takes it as an argument.
 *
 * @param partner the only partner whose data it may see
 */
public record PortalUser(PartnerId partner, long contactId, String email, String name) implements Serializable {

  static PortalUser of(KnownContact contact) {
    return new PortalUser(contact.partner(), contact.id(), contact.email(), contact.name());
  }

  /** How the record names the contact: {@code contact:17}, which holds nothing personal. */
  public String actor() {
    return "contact:" + contactId;
  }
}
