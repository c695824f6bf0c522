package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Records that a certification counts no more, because nothing followed it. */
@Component
class RecordLapseWorker implements Worker<RecordLapseWorker.Input> {

  record Input(String partnerId, long certificateId) {}

  private final Recertifying recertifying;

  RecordLapseWorker(Recertifying recertifying) {
    this.recertifying = recertifying;
  }

  @Override
  public String jobType() {
    return "training.recordLapse";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    recertifying.lapse(new PartnerId(input.partnerId()), input.certificateId(), job);
    return Outcome.completed();
  }
}
