package dev.entente.application;

import dev.entente.application.Duplicates.Match;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.PartnerRegistration;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import dev.entente.program.Program;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The partner's own steps from application to active partner, or to a closed application. */
@Component
class ApplicationJobs {

  private final Onboarding onboarding;
  private final Partners partners;

  ApplicationJobs(Onboarding onboarding, Partners partners) {
    this.onboarding = onboarding;
    this.partners = partners;
  }

  record OfPartner(PartnerId partnerId) {}

  record CloseApplicationInput(PartnerId partnerId, String closingStage, String closingReason) {}

  /** Registers an application, or ends it as a duplicate; hands the process what the program says of deadlines. */
  @JobType("partner.registerApplication")
  Outcome registerApplication(OfPartner input, JobContext job) {
    PartnerId id = input.partnerId();
    List<Match> existing = onboarding.register(id, job);
    if (!existing.isEmpty()) {
      return Outcome.error("DUPLICATE_PARTNER", "Same " + existing.get(0).reason().toLowerCase(Locale.ROOT) + " as " + existing.get(0).partnerId());
    }
    PartnerFacts partner = partners.facts(id);
    Map<String, Object> variables = variables(partner, onboarding.program(partner));
    variables.put("formerEnding", onboarding.gravestFormerEnding(partner.id()));
    return Outcome.completed(variables);
  }

  private static final List<String> USER_TASKS = List.of("task_reviewScreeningHits", "task_approveHighRisk", "task_approveApplication",
      "task_resolveProvisioningFailure", "task_nominateOrExtend");

  private static Map<String, Object> variables(PartnerFacts partner, Program program) {
    Program.Onboarding terms = program.onboarding();
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("tier", partner.tier());
    variables.put("curriculum", terms.curriculum());
    variables.put("certifiedPeopleRequired", terms.certifiedPeople());
    variables.put("signatureReminder", "R/P" + terms.signatureReminderDays() + "D");
    variables.put("signatureTimeout", "P" + terms.signatureDays() + "D");
    variables.put("sla", serviceLevels(program));
    return variables;
  }

  private static Map<String, String> serviceLevels(Program program) {
    Map<String, String> levels = new LinkedHashMap<>();
    Stream.concat(USER_TASKS.stream(), program.serviceLevels().keySet().stream().filter(id -> !id.equals("default")).sorted())
        .forEach(id -> levels.put(id, iso(program.serviceLevel(id))));
    return levels;
  }

  /** {@code P2D} rather than {@code PT48H}: people read it in the process. */
  private static String iso(Duration duration) {
    return duration.equals(Duration.ofDays(duration.toDays())) ? "P" + duration.toDays() + "D" : duration.toString();
  }

  /** Turns an approved applicant into a partner that is being onboarded. */
  @JobType("partner.acceptApplication")
  Outcome acceptApplication(OfPartner input, JobContext job) {
    return Outcome.completed(Map.of("stage", onboarding.accept(input.partnerId(), job).name()));
  }

  /** Makes the partner active, in its entry tier, with its first review and renewal dates. */
  @JobType("partner.activate")
  Outcome activate(OfPartner input, JobContext job) {
    PartnerRegistration.Terms activated = onboarding.activate(input.partnerId(), job);
    return Outcome.completed(Map.of("stage", Stage.ACTIVE.name(), "tier", activated.tier(),
        "nextReviewOn", activated.nextReviewOn().toString(), "renewalOn", activated.renewalOn().toString()));
  }

  /** Closes an application that does not end in a partnership, and says so to the applicant. */
  @JobType("partner.closeApplication")
  Outcome closeApplication(CloseApplicationInput input, JobContext job) {
    Stage stage = onboarding.close(input.partnerId(), Stage.valueOf(input.closingStage()),
        ClosingReason.valueOf(input.closingReason()), job);
    return Outcome.completed(Map.of("stage", stage.name()));
  }
}
