package dev.entente.termination;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives the partner notice, from when on it is granted nothing new. */
@Component
class GiveNoticeWorker implements Worker<GiveNoticeWorker.Input> {

  record Input(long terminationId, @Nullable String approvalId) {}

  private final Proceeding proceeding;

  GiveNoticeWorker(Proceeding proceeding) {
    this.proceeding = proceeding;
  }

  @Override
  public String jobType() {
    return "termination.giveNotice";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    return Outcome.completed(Map.of("noticeEndsAt", proceeding.giveNotice(input.terminationId(), input.approvalId(), job).toString()));
  }
}
