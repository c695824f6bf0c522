package dev.entente.application;

import dev.entente.partner.FieldProblem;
import dev.entente.partner.NewPartner;
import dev.entente.partner.PartnerId;
import dev.entente.partner.PartnerRegistration;
import dev.entente.process.Processes.StartId;
import dev.entente.process.Processes;
import dev.entente.program.Programs;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes applications: the partner and the start of its onboarding are written together, or nothing is. */
@Component
class ApplicationIntake {

  static final String APPLICANT = "applicant";

  private final PartnerRegistration registration;
  private final Programs programs;
  private final Duplicates duplicates;
  private final Processes processes;
  private final Trail trail;

  ApplicationIntake(PartnerRegistration registration, Programs programs, Duplicates duplicates, Processes processes, Trail trail) {
    this.registration = registration;
    this.programs = programs;
    this.duplicates = duplicates;
    this.processes = processes;
    this.trail = trail;
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
    PartnerId id = registration.nextId();
    StartId start = processes.start("partner-onboarding", id.value(), Map.of("partnerId", id.value(), "requestedBy", requestedBy));
    registration.insert(id, new NewPartner(application.legalName(), application.nameKey(), application.country(), application.website(), application.domain(),
        application.registrationNumber(), application.registrationKey(), application.requestedTier(),
        programs.current().entryTierFor(application.requestedTier()), application.markets(), application.contacts(),
        programs.current().version(), requestedBy, start.value()));
    trail.record(TrailEntry.of(id.value(), requestedBy, "application.received",
        Map.of("requestedTier", application.requestedTier(), "programVersion", programs.current().version())));
    return new Accepted(id, start);
  }
}
