package dev.entente.approval;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks the seats of a level that still have to decide. */
@Component
class OpenLevelWorker implements Worker<OpenLevelWorker.Input> {

  private final Seating seating;

  OpenLevelWorker(Seating seating) {
    this.seating = seating;
  }

  record Input(String approvalId, int approvalLevel) {}

  @Override
  public String jobType() {
    return "approval.openLevel";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    List<Map<String, Object>> seats = seating.openLevel(input.approvalId(), input.approvalLevel()).stream().map(Seat::variables).toList();
    return Outcome.completed(Map.of("seats", seats));
  }
}
