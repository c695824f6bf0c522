package dev.entente.termination;

import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.process.Processes.StartId;
import dev.entente.process.Processes;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import dev.entente.termination.Termination.Gravity;
import dev.entente.termination.Termination.Reason;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens a case and starts its process; people do, and so may other features. */
@Component
public class TerminationRequests {

  static final String PROCESS = "termination-unwind";

  private final Terminations terminations;
  private final Partners partners;
  private final Programs programs;
  private final Processes processes;
  private final Trail trail;

  TerminationRequests(Terminations terminations, Partners partners, Programs programs, Processes processes, Trail trail) {
    this.terminations = terminations;
    this.partners = partners;
    this.programs = programs;
    this.processes = processes;
    this.trail = trail;
  }

  /** What came of the request. */
  public sealed interface Answer {

    record Requested(long id, StartId start) implements Answer {}

    /** @param key message that says why and what to do */
    record Refused(String key) implements Answer {}
  }

  /** @param explanation for the approvers and the record */
  @Transactional
  public Answer request(PartnerId id, Reason reason, Gravity gravity, String explanation, String actor) {
    PartnerFacts partner = partners.facts(id);
    if (partner.stage() == Stage.APPLICANT) {
      return new Answer.Refused("termination.refused.applicant");
    }
    if (partner.stage().isFinal()) {
      return new Answer.Refused("termination.refused.gone");
    }
    Gravity counted = reason == Reason.BREACH ? gravity : Gravity.ORDINARY;
    Optional<Long> inserted = terminations.insert(id, reason, counted, explanation, partner.stage(), actor);
    if (inserted.isEmpty()) {
      return new Answer.Refused("termination.refused.open");
    }
    StartId start = processes.start(PROCESS, id.value(), variables(inserted.get(), partner, reason, counted, actor));
    terminations.started(inserted.get(), start.value());
    trail.record(TrailEntry.of(id.value(), actor, "termination.requested",
        Map.of("termination", inserted.get(), "reason", reason.name(), "gravity", counted.name(), "explanation", explanation)));
    return new Answer.Requested(inserted.get(), start);
  }

  private Map<String, Object> variables(long id, PartnerFacts partner, Reason reason, Gravity gravity, String actor) {
    Program program = programs.version(partner.programVersion());
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("partnerId", partner.id().value());
    variables.put("terminationId", id);
    variables.put("requestedBy", actor);
    variables.put("reason", reason.name());
    variables.put("gravity", gravity.name());
    variables.put("stage", partner.stage().name());
    variables.put("tier", partner.tier());
    variables.put("country", partner.country());
    variables.put("programNoticeDays", program.termination().noticeDays());
    variables.put("programCureDays", program.termination().cureDays());
    variables.put("programSellOffDays", program.termination().sellOffDays());
    variables.put("certificateTimeLimit", "P" + program.termination().returnDays() + "D");
    variables.put("disputeTime", "P" + program.termination().disputeDays() + "D");
    variables.put("sla", programs.current().serviceLevelTexts());
    return variables;
  }
}
