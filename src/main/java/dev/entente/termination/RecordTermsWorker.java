package dev.entente.termination;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Writes the decided terms to the case. */
@Component
class RecordTermsWorker implements Worker<RecordTermsWorker.Input> {

  record Input(long terminationId, Termination.Terms terms) {}

  private final Proceeding proceeding;

  RecordTermsWorker(Proceeding proceeding) {
    this.proceeding = proceeding;
  }

  @Override
  public String jobType() {
    return "termination.recordTerms";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    proceeding.recordTerms(input.terminationId(), input.terms());
    return Outcome.completed();
  }
}
