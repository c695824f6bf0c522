package dev.entente.partner;

import dev.entente.process.Processes;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a partner manager may change of one partner. */
@Component
class PartnerChanges {

  private static final int MAX_CONTACTS = 50;

  private final JdbcClient jdbc;
  private final Partners partners;
  private final PartnerRegistration registration;
  private final Processes processes;
  private final Trail trail;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  PartnerChanges(JdbcClient jdbc, Partners partners, PartnerRegistration registration, Processes processes, Trail trail, Clock clock, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.partners = partners;
    this.registration = registration;
    this.processes = processes;
    this.trail = trail;
    this.clock = clock;
    this.events = events;
  }

  /** Asks the process to end the application; false where there is none to withdraw any more. */
  @Transactional
  boolean withdraw(PartnerId id, String actor) {
    Stage stage = partners.facts(id).stage();
    if (stage != Stage.APPLICANT && stage != Stage.ONBOARDING) {
      return false;
    }
    processes.publish("application-withdrawn", id.value(), Map.of());
    trail.record(TrailEntry.of(id.value(), actor, "application.withdrawalRequested", Map.of()));
    return true;
  }

  record ContactAnswer(List<FieldProblem> problems) {

    boolean added() {
      return problems.isEmpty();
    }
  }

  @Transactional
  ContactAnswer addContact(PartnerId id, ContactRequest request, String actor) {
    PartnerFacts partner = partners.facts(id);
    FieldChecks checks = new FieldChecks();
    NewContact contact = checks.contact("", request);
    List<FieldProblem> problems = new ArrayList<>(checks.problems());
    if (partner.stage().isFinal()) {
      problems.add(FieldProblem.of("name", "contactClosed"));
    }
    if (partner.contacts().size() >= MAX_CONTACTS) {
      problems.add(FieldProblem.of("name", "contactsMany", MAX_CONTACTS));
    }
    if (problems.isEmpty()) {
      registration.insert(id, contact).ifPresentOrElse(key -> {
        trail.record(TrailEntry.of(id.value(), actor, "contact.added", Map.of("contact", key, "role", contact.role())));
        events.publishEvent(new ContactAdded(id, key, actor));
      }, () -> problems.add(FieldProblem.of("email", "contactKnown")));
    }
    return new ContactAnswer(List.copyOf(problems));
  }

  /** How asking to let a contact go ended. */
  enum Leave {
    DONE, GONE, LAST
  }

  /** Who leaves is kept for the records and counts nowhere any more; somebody has to be left whom the vendor can talk to. */
  @Transactional
  Leave contactLeft(PartnerId id, long contactId, String actor) {
    List<Contact> contacts = locked(id);
    Optional<Contact> leaving = contacts.stream().filter(contact -> contact.id() == contactId).findFirst();
    if (leaving.isEmpty()) {
      return Leave.GONE;
    }
    if (contacts.size() == 1) {
      return Leave.LAST;
    }
    jdbc.sql("UPDATE contact SET left_at = :now WHERE id = :id AND left_at IS NULL").param("id", contactId).param("now", OffsetDateTime.now(clock)).update();
    trail.record(TrailEntry.of(id.value(), actor, "contact.left", Map.of("contact", contactId, "role", leaving.get().role())));
    events.publishEvent(new ContactLeft(id, contactId, leaving.get().email(), actor));
    return Leave.DONE;
  }

  /** Of two who leave at the same time, the second is seen to be the last. */
  private List<Contact> locked(PartnerId id) {
    jdbc.sql("SELECT id FROM partner WHERE id = :id FOR UPDATE").param("id", id.value()).query(String.class).optional();
    return partners.facts(id).contacts();
  }
}
