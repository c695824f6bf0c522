package dev.entente.settlement;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Issues the statement as it stands now; without all amounts finance has to complete it first. */
@Component
class IssueStatementWorker implements Worker<IssueStatementWorker.Input> {

  record Input(String partnerId, long statementId, String disputeTime) {}

  private final Settling settling;

  IssueStatementWorker(Settling settling) {
    this.settling = settling;
  }

  @Override
  public String jobType() {
    return "settlement.issueStatement";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    boolean issued = settling.issue(new PartnerId(input.partnerId()), input.statementId(), Duration.parse(input.disputeTime()), job);
    return issued ? Outcome.completed() : Outcome.error("AMOUNT_MISSING", "Statement " + input.statementId() + " has a fee or credit without an amount");
  }
}
