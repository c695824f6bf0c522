package dev.entente.termination;

import dev.entente.access.GivesAccess;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Keeps for end customers what the terms leave them. */
@Component
@GivesAccess(notUndoneBecause = "Existing end customers keep it until its day, on which end-customer-wind-down ends it")
class GrantWindDownWorker implements Worker<GrantWindDownWorker.Input> {

  record Input(long terminationId) {}

  private final WindDown windDown;

  GrantWindDownWorker(WindDown windDown) {
    this.windDown = windDown;
  }

  @Override
  public String jobType() {
    return "termination.grantWindDown";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    windDown.grant(input.terminationId(), job);
    return Outcome.completed();
  }
}
