package dev.entente.exception;

import dev.entente.access.TemporaryAccess;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Undoes the grant of an early access, unless the partner has it from its tier or from another exception by now. */
@Component
class TakeBackAccessWorker implements Worker<TakeBackAccessWorker.Input> {

  record Input(String partnerId, String exceptionId, String entitlement) {}

  private final EndingExceptions ending;
  private final TemporaryAccess access;

  TakeBackAccessWorker(EndingExceptions ending, TemporaryAccess access) {
    this.ending = ending;
    this.access = access;
  }

  @Override
  public String jobType() {
    return "exception.takeBackAccess";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    PartnerId partner = new PartnerId(input.partnerId());
    if (ending.isToBeTakenBack(partner, input.exceptionId())) {
      access.takeBack(partner, input.entitlement(), "Exception " + input.exceptionId() + " is over", job);
    }
    return Outcome.completed();
  }
}
