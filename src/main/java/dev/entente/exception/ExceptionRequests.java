package dev.entente.exception;

import dev.entente.exception.ExceptionSteps.Step;
import dev.entente.exception.RequestRules.Checked;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.Processes;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes requests, of the vendor's people and of partners' contacts, and starts the process that decides each. */
@Component
class ExceptionRequests {

  static final String PROCESS = "exception-approval";

  private final ExceptionCases cases;
  private final ExceptionFitness fitness;
  private final Partners partners;
  private final Programs programs;
  private final Processes processes;
  private final ExceptionSteps steps;
  private final Clock clock;

  ExceptionRequests(ExceptionCases cases, ExceptionFitness fitness, Partners partners, Programs programs, Processes processes, ExceptionSteps steps, Clock clock) {
    this.cases = cases;
    this.fitness = fitness;
    this.partners = partners;
    this.programs = programs;
    this.processes = processes;
    this.steps = steps;
    this.clock = clock;
  }

  /** What came of a wish: a request, or all that is wrong with it. */
  record Answer(@Nullable ExceptionCase requested, List<ExceptionProblem> problems) {}

  /** @param requester user name, or {@code contact:<id>} */
  @Transactional
  Answer request(PartnerId id, ExceptionRequest wish, String requester) {
    cases.lockPartner(id);
    PartnerFacts partner = partners.facts(id);
    return answer(rules(partner).check(wish, null, requester), partner);
  }

  /** A new decision on the same for some more days. */
  @Transactional
  Answer extend(String exception, ExceptionRequest wish, String requester) {
    cases.lockPartner(cases.get(exception).partner());
    ExceptionCase extended = cases.get(exception);
    PartnerFacts partner = partners.facts(extended.partner());
    Optional<ExceptionProblem> problem = RequestRules.extension(extended, cases.extensionOf(exception), program(partner));
    if (problem.isPresent()) {
      return new Answer(null, List.of(problem.get()));
    }
    return answer(rules(partner).check(wish.sameAs(extended), extended, requester), partner);
  }

  /** Asks the approval to end; false where there is nothing to withdraw any more. */
  @Transactional
  boolean withdraw(String exception, String actor) {
    cases.lockPartner(cases.get(exception).partner());
    ExceptionCase asked = cases.get(exception);
    if (asked.state() != ExceptionCase.State.REQUESTED) {
      return false;
    }
    processes.publish("approval-withdrawn", asked.approvalKind() + ":" + asked.id(), Map.of());
    steps.record(asked, Step.WITHDRAWN, actor, null, null);
    return true;
  }

  private Answer answer(Checked checked, PartnerFacts partner) {
    if (checked.draft() == null) {
      return new Answer(null, checked.problems());
    }
    ExceptionCase requested = cases.insert(checked.draft(), clock.instant());
    steps.record(requested, Step.REQUESTED, requested.requestedBy(), requested.extendsId(), null);
    Processes.StartId start = processes.start(PROCESS, partner.id().value(), variables(requested, partner));
    cases.startedBy(requested.id(), start.value());
    return new Answer(requested, List.of());
  }

  private static Map<String, Object> variables(ExceptionCase requested, PartnerFacts partner) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("partnerId", partner.id().value());
    variables.put("exceptionId", requested.id());
    variables.put("requestedBy", requested.requestedBy());
    variables.put("approvalKind", requested.approvalKind());
    variables.put("approvalAmount", requested.amount() == null ? 0 : requested.amount());
    variables.put("approvalTier", partner.tier());
    variables.put("approvalDays", requested.days());
    return variables;
  }

  private RequestRules rules(PartnerFacts partner) {
    return new RequestRules(partner, program(partner), fitness, cases.open(partner.id()));
  }

  private Program program(PartnerFacts partner) {
    return programs.version(partner.programVersion());
  }
}
