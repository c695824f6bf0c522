package dev.entente.access;

import dev.entente.ledger.Grant;
import dev.entente.ledger.GrantOrder.Holder;
import dev.entente.ledger.GrantOrder.Place;
import dev.entente.ledger.GrantOrder;
import dev.entente.ledger.Granting;
import dev.entente.ledger.Grants;
import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.partner.Contact;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives who joins a partner what the colleagues have, and takes all from who leaves; safe to repeat. */
@Component
class ContactAccess {

  private final JdbcClient jdbc;
  private final Partners partners;
  private final Grants grants;
  private final Granting granting;
  private final Revoking revoking;

  ContactAccess(JdbcClient jdbc, Partners partners, Grants grants, Granting granting, Revoking revoking) {
    this.jdbc = jdbc;
    this.partners = partners;
    this.grants = grants;
    this.granting = granting;
    this.revoking = revoking;
  }

  /** Account first. Nothing for a contact who has left, also not for one who leaves meanwhile. */
  void grant(PartnerId partner, long contactId, JobContext job) {
    Optional<Contact> contact = contact(partner, contactId);
    if (contact.isEmpty()) {
      return;
    }
    Holder holder = new Holder(contact.get().email().toLowerCase(Locale.ROOT), contact.get().name());
    for (Grant colleague : ofColleagues(partner, holder)) {
      GrantOrder order = new GrantOrder(partner, colleague.kind(), colleague.entitlement(), colleague.name(),
          new Place(colleague.target(), colleague.role()), holder, colleague.terms(), Origin.of(job));
      if (granting.grant(order, false) instanceof Granting.Result.NotGranted not) {
        throw new ContactNotGranted(colleague.entitlement(), not.reason());
      }
    }
    if (contact(partner, contactId).isEmpty()) {
      revoke(partner, contactId, job);
    }
  }

  /** Nothing where the same address belongs to a contact again. */
  void revoke(PartnerId partner, long contactId, JobContext job) {
    String holder = jdbc.sql("SELECT lower(email) FROM contact_view WHERE id = :id AND partner_id = :partner")
        .param("id", contactId).param("partner", partner.value()).query(String.class).single();
    boolean cameBack = partners.facts(partner).contacts().stream()
        .anyMatch(contact -> contact.id() != contactId && contact.email().toLowerCase(Locale.ROOT).equals(holder));
    if (!cameBack) {
      revoking.revokeHolder(partner, holder, "The contact has left", Origin.of(job));
    }
  }

  private Optional<Contact> contact(PartnerId partner, long id) {
    return partners.facts(partner).contacts().stream().filter(contact -> contact.id() == id).findFirst();
  }

  /** Each right that people of the partner have, once, the one that lasts longest; in the order of granting. */
  private Collection<Grant> ofColleagues(PartnerId partner, Holder holder) {
    List<Grant> theirs = grants.active(partner).stream()
        .filter(grant -> !grant.access().heldByPartner() && !grant.holder().equals(holder.id())).toList();
    Map<String, Grant> rights = new LinkedHashMap<>();
    theirs.forEach(grant -> rights.merge(grant.entitlement(), grant,
        (one, other) -> one.endsOn().isBefore(other.endsOn()) ? other : one));
    return rights.values().stream().sorted(Comparator.comparing((Grant grant) -> grant.kind() != Grant.Kind.ACCOUNT)).toList();
  }
}
