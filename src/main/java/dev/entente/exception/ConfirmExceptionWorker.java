package dev.entente.exception;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Says that an exception is in force, once all that it changes is changed. */
@Component
class ConfirmExceptionWorker implements Worker<ConfirmExceptionWorker.Input> {

  record Input(String partnerId, String exceptionId) {}

  private final ApplyingExceptions applying;

  ConfirmExceptionWorker(ApplyingExceptions applying) {
    this.applying = applying;
  }

  @Override
  public String jobType() {
    return "exception.confirm";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    applying.confirm(new PartnerId(input.partnerId()), input.exceptionId(), job);
    return Outcome.completed();
  }
}
