package dev.entente.termination;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Ends what end customers had kept. */
@Component
class EndWindDownWorker implements Worker<EndWindDownWorker.Input> {

  record Input(String partnerId, long terminationId) {}

  private final WindDown windDown;

  EndWindDownWorker(WindDown windDown) {
    this.windDown = windDown;
  }

  @Override
  public String jobType() {
    return "termination.endWindDown";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    windDown.end(new PartnerId(input.partnerId()), input.terminationId());
    return Outcome.completed();
  }
}
