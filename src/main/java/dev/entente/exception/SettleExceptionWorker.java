package dev.entente.exception;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Closes an exception whose changes are taken back, and says so. */
@Component
class SettleExceptionWorker implements Worker<SettleExceptionWorker.Input> {

  record Input(String partnerId, String exceptionId, @Nullable String endReason) {}

  private final EndingExceptions ending;

  SettleExceptionWorker(EndingExceptions ending) {
    this.ending = ending;
  }

  @Override
  public String jobType() {
    return "exception.settle";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    ending.settle(new PartnerId(input.partnerId()), input.exceptionId(), input.endReason(), job);
    return Outcome.completed();
  }
}
