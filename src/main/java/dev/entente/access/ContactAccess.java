package dev.entente.access;

import dev.entente.ledger.Granting;
import dev.entente.ledger.Origin;
import dev.entente.partner.Contact;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives who joins a partner what its people ought to have, and takes all from who leaves; safe to repeat. */
@Component
class ContactAccess {

  private final JdbcClient jdbc;
  private final Partners partners;
  private final AccessRecalculation recalculation;

  ContactAccess(JdbcClient jdbc, Partners partners, AccessRecalculation recalculation) {
    this.jdbc = jdbc;
    this.partners = partners;
    this.recalculation = recalculation;
  }

  /** Account first. Nothing for a contact who has left, also not for one who leaves meanwhile. */
  void grant(PartnerId partner, long contactId, JobContext job) {
    Optional<Contact> contact = contact(partner, contactId);
    for (ExpectedGrant expected : contact.isEmpty() ? List.<ExpectedGrant>of() : recalculation.expected(partner)) {
      if (expected.holder().id().equalsIgnoreCase(contact.get().email())
          && recalculation.grant(expected, Origin.of(job)) instanceof Granting.Result.NotGranted not && isStill(partner, expected)) {
        throw new ContactNotGranted(expected.entitlement(), not.reason());
      }
    }
    if (contact.isPresent() && contact(partner, contactId).isEmpty()) {
      revoke(partner, contactId, job);
    }
  }

  /** A refusal because the contact left, or the partner is suspended, meanwhile is none that somebody has to look at. */
  private boolean isStill(PartnerId partner, ExpectedGrant refused) {
    return recalculation.expected(partner).stream().anyMatch(still -> still.key().equals(refused.key()));
  }

  private Optional<Contact> contact(PartnerId partner, long id) {
    return partners.facts(partner).contacts().stream().filter(contact -> contact.id() == id).findFirst();
  }

  /** What the holder ought to have all the same stays, such as where the same address belongs to a contact again. */
  void revoke(PartnerId partner, long contactId, JobContext job) {
    String holder = jdbc.sql("SELECT lower(email) FROM contact_view WHERE id = :id AND partner_id = :partner")
        .param("id", contactId).param("partner", partner.value()).query(String.class).single();
    recalculation.holderChanged(partner, holder, "The contact has left", Origin.of(job));
  }
}
