package dev.entente.termination;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Settles or waives what a certificate was owed for. */
@Component
class SettleCertificateWorker implements Worker<SettleCertificateWorker.Input> {

  record Input(long terminationId, String certificateKind, String certificateOutcome, @Nullable String certificateNote) {}

  private final Material material;
  private final Terminations terminations;

  SettleCertificateWorker(Material material, Terminations terminations) {
    this.material = material;
    this.terminations = terminations;
  }

  @Override
  public String jobType() {
    return "termination.settleCertificate";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    String note = input.certificateNote() == null ? "" : input.certificateNote();
    material.settle(terminations.get(input.terminationId()), input.certificateKind(), input.certificateOutcome(), note);
    return Outcome.completed();
  }
}
