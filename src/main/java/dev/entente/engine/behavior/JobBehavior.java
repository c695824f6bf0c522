package dev.entente.engine.behavior;

import dev.entente.engine.model.Specs;
import dev.entente.engine.store.Json;
import java.util.Objects;

/** Tasks that a worker does. */
class JobBehavior implements Behavior {

  @Override
  public Outcome activate(Scene scene) {
    return job(scene, Objects.requireNonNull(scene.element().job()));
  }

  static Outcome job(Scene scene, Specs.Job job) {
    String type = scene.string(job.type());
    long retries = scene.extract(() -> scene.expressions().evaluateLong(job.retries(), scene.lookup()));
    if (retries < 1) {
      throw new Parked("EXTRACT_VALUE_ERROR", "Expected the retries of a job to be at least 1, but they are " + retries);
    }
    return new Outcome.WaitForJob(type, Math.toIntExact(Math.min(retries, Integer.MAX_VALUE)), Json.write(job.headers()));
  }
}
