package dev.entente.screening;

import dev.entente.partner.PartnerId;
import dev.entente.partner.PartnerMoved;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.process.Processes;
import dev.entente.program.Programs;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What compliance has to decide of partners that exist already: while a case is open the partner is granted nothing new; what it has stays.
 *
 * <p>A match that is confirmed keeps the hold until people give the partner its access back.
 */
@Component
class ScreeningCases {

  static final String PROCESS = "screening-case";
  private static final String DECIDED = "screening-decided";

  private final ScreeningCaseRows rows;
  private final Partners partners;
  private final Programs programs;
  private final Processes processes;
  private final Trail trail;
  private final ApplicationEventPublisher events;

  ScreeningCases(ScreeningCaseRows rows, Partners partners, Programs programs, Processes processes, Trail trail, ApplicationEventPublisher events) {
    this.rows = rows;
    this.partners = partners;
    this.programs = programs;
    this.processes = processes;
    this.trail = trail;
    this.events = events;
  }

  /** How a case may stand. */
  enum State {
    OPEN, CLEARED, CONFIRMED, ENDED
  }

  /** What holds for new access of the partner. */
  enum Clearance {
    CLEAR, HELD, REFUSED
  }

  /** Opens a case for hits that nobody has looked at yet, or brings them into the open one; hits that were cleared before count no more. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean openForNewHits(PartnerId partner, long screening, String actor) {
    if (!rows.hasNewHits(partner, screening)) {
      return false;
    }
    partners.holdGrants(partner, true);
    Optional<Long> opened = rows.open(partner, screening);
    if (opened.isEmpty()) {
      rows.renew(partner, screening);
      return true;
    }
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("partnerId", partner.value());
    variables.put("screeningCaseId", opened.get());
    variables.put("requestedBy", actor);
    variables.put("sla", programs.current().serviceLevelTexts());
    rows.started(opened.get(), processes.start(PROCESS, partner.value(), variables).value());
    record(partner, "screening.caseOpened", Map.of("case", opened.get(), "screening", screening, "by", actor), null);
    return true;
  }

  /** Safe to repeat. */
  @Transactional
  public void close(long id, State end, String why, long processInstance) {
    if (!rows.close(id, end, why)) {
      return;
    }
    PartnerId partner = rows.partner(id);
    if (end == State.CLEARED) {
      partners.holdGrants(partner, false);
    }
    record(partner, "screening.caseClosed", Map.of("case", id, "as", end.name(), "reason", why), processInstance);
    processes.publish(DECIDED, partner.value(), Map.of());
    if (end == State.CONFIRMED) {
      events.publishEvent(new ScreeningMatchConfirmed(partner, id, why));
    }
  }

  Clearance clearance(PartnerId partner) {
    return rows.latest(partner).map(state -> state == State.OPEN ? Clearance.HELD : state == State.CONFIRMED ? Clearance.REFUSED : Clearance.CLEAR)
        .orElse(Clearance.CLEAR);
  }

  /** Two pairs of eyes gave the partner its access back although a match had been confirmed: they know better. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void moved(PartnerMoved event) {
    boolean back = (event.from() == Stage.SUSPENDED || event.from() == Stage.TERMINATING) && event.to().acceptsGrants();
    if (back && rows.overrule(event.partner())) {
      partners.holdGrants(event.partner(), false);
      record(event.partner(), "screening.holdReleased", Map.of("stage", event.to().name()), null);
    }
  }

  private void record(PartnerId partner, String action, Map<String, Object> details, @Nullable Long processInstance) {
    trail.record(new TrailEntry(partner.value(), "system", action, details, processInstance));
  }
}
