package dev.entente.engine.behavior;

import dev.entente.engine.model.ElementProperties;
import dev.entente.engine.store.JsonValues;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Tasks that a worker does. */
class JobBehavior implements Behavior {

  @Override
  public ActivationOutcome activate(ElementContext context) {
    return job(context, Objects.requireNonNull(context.element().job()), Map.of());
  }

  static ActivationOutcome job(ElementContext context, ElementProperties.Job job, Map<String, String> moreHeaders) {
    String type = context.string(job.type());
    long retries = context.extract(() -> context.expressions().evaluateLong(job.retries(), context.lookup()));
    if (retries < 1) {
      throw new IncidentRaised("EXTRACT_VALUE_ERROR", "Expected the retries of a job to be at least 1, but they are " + retries);
    }
    Map<String, String> headers = new LinkedHashMap<>(job.headers());
    headers.putAll(moreHeaders);
    return new ActivationOutcome.WaitForJob(type, Math.toIntExact(Math.min(retries, Integer.MAX_VALUE)), JsonValues.write(headers));
  }
}
