package dev.entente.settlement;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Closes the statement with what came of it. */
@Component
class CloseStatementWorker implements Worker<CloseStatementWorker.Input> {

  private static final String SETTLED = "SETTLED";

  /** @param paymentOutcome null where nothing was owed, so that nobody had to record a payment */
  record Input(String partnerId, long statementId, @Nullable String paymentOutcome, @Nullable String paymentNote) {}

  private final Settling settling;

  CloseStatementWorker(Settling settling) {
    this.settling = settling;
  }

  @Override
  public String jobType() {
    return "settlement.close";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    String outcome = input.paymentOutcome() == null ? SETTLED : input.paymentOutcome();
    String note = input.paymentOutcome() == null ? "Nothing was owed" : Objects.requireNonNullElse(input.paymentNote(), "");
    settling.close(new PartnerId(input.partnerId()), input.statementId(), outcome, note, job);
    return Outcome.completed(Map.of("settlementOutcome", outcome));
  }
}
