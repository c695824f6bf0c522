package dev.entente.exception;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Closes a request that was not approved; the approval itself told the requester. */
@Component
class CloseExceptionWorker implements Worker<CloseExceptionWorker.Input> {

  record Input(String partnerId, String exceptionId, String approvalDecision) {}

  private final EndingExceptions ending;

  CloseExceptionWorker(EndingExceptions ending) {
    this.ending = ending;
  }

  @Override
  public String jobType() {
    return "exception.close";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    ending.close(new PartnerId(input.partnerId()), input.exceptionId(), input.approvalDecision(), job);
    return Outcome.completed();
  }
}
