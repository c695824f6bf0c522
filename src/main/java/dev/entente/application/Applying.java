package dev.entente.application;

import dev.entente.partner.FieldProblem;
import dev.entente.partner.NewContact;
import dev.entente.partner.PartnerId;
import dev.entente.process.Processes.StartId;
import dev.entente.process.Processes;
import dev.entente.program.Programs;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes applications: the partner and the start of its onboarding are written together, or nothing is. */
@Component
class Applying {

  static final String APPLICANT = "applicant";

  private final JdbcClient jdbc;
  private final Programs programs;
  private final Duplicates duplicates;
  private final Processes processes;
  private final Trail trail;
  private final Clock clock;

  Applying(JdbcClient jdbc, Programs programs, Duplicates duplicates, Processes processes, Trail trail, Clock clock) {
    this.jdbc = jdbc;
    this.programs = programs;
    this.duplicates = duplicates;
    this.processes = processes;
    this.trail = trail;
    this.clock = clock;
  }

  /** What became of an application. */
  sealed interface Answer {}

  record Accepted(PartnerId partner, StartId start) implements Answer {}

  record Invalid(List<FieldProblem> problems) implements Answer {}

  record Duplicate(List<Duplicates.Match> existing) implements Answer {}

  ApplicationRules.Checked check(ApplicationRequest request) {
    return new ApplicationRules(programs.current()).check(request);
  }

  /** From someone who may know the other partners: a duplicate is refused with what it doubles. */
  @Transactional
  Answer apply(ApplicationRequest request, String requestedBy) {
    ApplicationRules.Checked checked = check(request);
    Application application = checked.application();
    if (application == null) {
      return new Invalid(checked.problems());
    }
    duplicates.reserve(application);
    List<Duplicates.Match> existing = duplicates.of(application);
    return existing.isEmpty() ? accept(application, requestedBy) : new Duplicate(existing);
  }

  /**
   * From the outside: who else is a partner is not told; the process finds the duplicate and closes the application.
   *
   * @param requestedBy {@link #APPLICANT}, or one of the house who is signed in and never approves what they applied for
   */
  @Transactional
  Answer applyFromOutside(ApplicationRequest request, String requestedBy) {
    ApplicationRules.Checked checked = check(request);
    Application application = checked.application();
    return application == null ? new Invalid(checked.problems()) : accept(application, requestedBy);
  }

  private Accepted accept(Application application, String requestedBy) {
    PartnerId id = new PartnerId("P-" + jdbc.sql("SELECT nextval('partner_number')").query(Long.class).single());
    StartId start = processes.start("partner-onboarding", id.value(), Map.of("partnerId", id.value(), "requestedBy", requestedBy));
    insertPartner(id, application, requestedBy, start);
    application.contacts().forEach(person -> insertContact(id, person));
    insertMarkets(id, application);
    trail.record(TrailEntry.of(id.value(), requestedBy, "application.received",
        Map.of("requestedTier", application.requestedTier(), "programVersion", programs.current().version())));
    return new Accepted(id, start);
  }

  private void insertPartner(PartnerId id, Application application, String requestedBy, StartId start) {
    jdbc.sql("""
            INSERT INTO partner (id, legal_name, name_key, country, website, domain, registration_number, registration_key, stage, stage_since,
              requested_tier, program_version, requested_by, process_start_id, created_at)
            VALUES (:id, :name, :nameKey, :country, :website, :domain, :registration, :registrationKey, 'APPLICANT', :now,
              :tier, :program, :requestedBy, :start, :now)
            """)
        .param("id", id.value())
        .param("name", application.legalName())
        .param("nameKey", application.nameKey())
        .param("country", application.country())
        .param("website", application.website())
        .param("domain", application.domain())
        .param("registration", application.registrationNumber())
        .param("registrationKey", application.registrationKey())
        .param("tier", application.requestedTier())
        .param("program", programs.current().version())
        .param("requestedBy", requestedBy)
        .param("start", start.value())
        .param("now", OffsetDateTime.now(clock))
        .update();
  }

  private void insertContact(PartnerId id, NewContact person) {
    jdbc.sql("INSERT INTO contact (partner_id, name, email, role) VALUES (:partner, :name, :email, :role)")
        .param("partner", id.value())
        .param("name", person.name())
        .param("email", person.email())
        .param("role", person.role())
        .update();
  }

  private void insertMarkets(PartnerId id, Application application) {
    jdbc.sql("INSERT INTO partner_market (partner_id, market) SELECT :partner, unnest(:markets::text[])")
        .param("partner", id.value())
        .param("markets", application.markets().toArray(String[]::new))
        .update();
  }
}
