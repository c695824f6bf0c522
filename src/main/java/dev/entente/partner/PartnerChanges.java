package dev.entente.partner;

import dev.entente.partner.Application.Person;
import dev.entente.partner.ApplicationRequest.ContactRequest;
import dev.entente.process.Processes;
import dev.entente.program.Programs;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a partner manager may change of one partner. */
@Component
class PartnerChanges {

  private static final int MAX_CONTACTS = 50;

  private final JdbcClient jdbc;
  private final Partners partners;
  private final Programs programs;
  private final Processes processes;
  private final Trail trail;

  PartnerChanges(JdbcClient jdbc, Partners partners, Programs programs, Processes processes, Trail trail) {
    this.jdbc = jdbc;
    this.partners = partners;
    this.programs = programs;
    this.processes = processes;
    this.trail = trail;
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
    ApplicationRules rules = new ApplicationRules(programs.current());
    Person person = rules.person("", request);
    List<FieldProblem> problems = new ArrayList<>(rules.problems());
    if (partner.stage().isFinal()) {
      problems.add(FieldProblem.of("name", "contactClosed"));
    }
    if (partner.contacts().size() >= MAX_CONTACTS) {
      problems.add(FieldProblem.of("name", "contactsMany", MAX_CONTACTS));
    }
    if (problems.isEmpty() && !insert(id, person)) {
      problems.add(FieldProblem.of("email", "contactKnown"));
    }
    if (problems.isEmpty()) {
      trail.record(TrailEntry.of(id.value(), actor, "contact.added", Map.of("role", person.role())));
    }
    return new ContactAnswer(List.copyOf(problems));
  }

  private boolean insert(PartnerId id, Person person) {
    return jdbc.sql("""
            INSERT INTO contact (partner_id, name, email, role) VALUES (:partner, :name, :email, :role)
            ON CONFLICT (partner_id, lower(email)) DO NOTHING
            """)
        .param("partner", id.value())
        .param("name", person.name())
        .param("email", person.email())
        .param("role", person.role())
        .update() == 1;
  }
}
