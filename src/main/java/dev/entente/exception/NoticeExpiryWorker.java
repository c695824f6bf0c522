package dev.entente.exception;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Mails that an exception is about to end. */
@Component
class NoticeExpiryWorker implements Worker<NoticeExpiryWorker.Input> {

  record Input(String partnerId, String exceptionId) {}

  private final ApplyingExceptions applying;

  NoticeExpiryWorker(ApplyingExceptions applying) {
    this.applying = applying;
  }

  @Override
  public String jobType() {
    return "exception.noticeExpiry";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    applying.notice(new PartnerId(input.partnerId()), input.exceptionId(), job);
    return Outcome.completed();
  }
}
