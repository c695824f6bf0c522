package dev.entente.exception;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Lets an exception allow nothing any more, before what it changed elsewhere is taken back. */
@Component
class StopExceptionWorker implements Worker<StopExceptionWorker.Input> {

  record Input(String partnerId, String exceptionId) {}

  private final EndingExceptions ending;

  StopExceptionWorker(EndingExceptions ending) {
    this.ending = ending;
  }

  @Override
  public String jobType() {
    return "exception.stop";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    ending.stop(new PartnerId(input.partnerId()), input.exceptionId(), job);
    return Outcome.completed();
  }
}
