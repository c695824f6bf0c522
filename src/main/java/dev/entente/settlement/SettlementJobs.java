package dev.entente.settlement;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps of a statement: drawn up, issued, made final, closed. */
@Component
class SettlementJobs {

  private static final String SETTLED = "SETTLED";

  private final SettlementSteps settling;

  SettlementJobs(SettlementSteps settling) {
    this.settling = settling;
  }

  record DrawUpInput(PartnerId partnerId, String caseRef) {}

  record IssueStatementInput(PartnerId partnerId, long statementId, String disputeTime) {}

  /** @param disputeComment why a dispute was not upheld */
  record MakeFinalInput(PartnerId partnerId, long statementId, @Nullable String disputeComment) {}

  /** @param paymentOutcome null where nothing was owed, so that nobody had to record a payment */
  record CloseStatementInput(PartnerId partnerId, long statementId, @Nullable String paymentOutcome, @Nullable String paymentNote) {}

  /** Opens the statement of a case. */
  @JobType("settlement.drawUp")
  Outcome drawUp(DrawUpInput input) {
    return Outcome.completed(Map.of("statementId", settling.drawUp(input.partnerId(), input.caseRef())));
  }

  /** Issues the statement as it stands now; without all amounts finance has to complete it first. */
  @JobType("settlement.issueStatement")
  Outcome issueStatement(IssueStatementInput input, JobContext job) {
    boolean issued = settling.issue(input.partnerId(), input.statementId(), Duration.parse(input.disputeTime()), job);
    return issued ? Outcome.completed() : Outcome.error("AMOUNT_MISSING", "Statement " + input.statementId() + " has a fee or credit without an amount");
  }

  /** Makes a statement final: accepted, not disputed in time, or disputed without success. */
  @JobType("settlement.makeFinal")
  Outcome makeFinal(MakeFinalInput input, JobContext job) {
    String why = input.disputeComment() == null ? "" : input.disputeComment();
    return Outcome.completed(Map.of("owedCents", settling.makeFinal(input.partnerId(), input.statementId(), why, job)));
  }

  /** Closes the statement with what came of it. */
  @JobType("settlement.close")
  Outcome close(CloseStatementInput input, JobContext job) {
    String outcome = input.paymentOutcome() == null ? SETTLED : input.paymentOutcome();
    String note = input.paymentOutcome() == null ? "Nothing was owed" : Objects.requireNonNullElse(input.paymentNote(), "");
    settling.close(input.partnerId(), input.statementId(), outcome, note, job);
    return Outcome.completed(Map.of("settlementOutcome", outcome));
  }
}
