package dev.entente.approval;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Moves a seat whose time is up to the next level, or notes that nobody objected. */
@Component
class EscalateSeatWorker implements Worker<EscalateSeatWorker.Input> {

  private final Seating seating;

  EscalateSeatWorker(Seating seating) {
    this.seating = seating;
  }

  record SeatNumber(int number) {}

  record Input(String approvalId, int approvalLevel, SeatNumber seat) {}

  @Override
  public String jobType() {
    return "approval.escalateSeat";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    Seating.Escalated escalated = seating.escalate(input.approvalId(), input.approvalLevel(), input.seat().number(), job);
    return Outcome.completed(Map.of("seat", escalated.seat().variables(), "seatOutcome", escalated.silent() ? "SILENT" : "ESCALATED",
        "levelVerdict", escalated.verdict().name()));
  }
}
