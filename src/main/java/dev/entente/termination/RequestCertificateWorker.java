package dev.entente.termination;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the partner for one certificate. */
@Component
class RequestCertificateWorker implements Worker<RequestCertificateWorker.Input> {

  record Input(long terminationId, String certificateKind, String certificateTimeLimit, @Nullable String certificateComment) {}

  private final Material material;
  private final Terminations terminations;

  RequestCertificateWorker(Material material, Terminations terminations) {
    this.material = material;
    this.terminations = terminations;
  }

  @Override
  public String jobType() {
    return "termination.requestCertificate";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    long request = material.request(terminations.get(input.terminationId()), input.certificateKind(), Duration.parse(input.certificateTimeLimit()),
        input.certificateComment(), job);
    return Outcome.completed(Map.of("evidenceRequestId", request));
  }
}
