package dev.entente.approval;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens an approval, and hands the decision table what it asks about. */
@Component
class OpenApprovalWorker implements Worker<OpenApprovalWorker.Input> {

  private final Approving approving;

  OpenApprovalWorker(Approving approving) {
    this.approving = approving;
  }

  record Input(String partnerId, String approvalKind, String approvalSubject, String requestedBy, @Nullable BigDecimal approvalAmount, @Nullable String approvalTier,
      @Nullable Integer approvalDays) {}

  @Override
  public String jobType() {
    return "approval.open";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    String id = approving.open(
        new Approvals.Request(new PartnerId(input.partnerId()), input.approvalKind(), input.approvalSubject(), input.requestedBy()), job);
    return Outcome.completed(Map.of(
        "approvalId", id,
        "approvalAmount", Objects.requireNonNullElse(input.approvalAmount(), BigDecimal.ZERO),
        "approvalTier", Objects.requireNonNullElse(input.approvalTier(), ""),
        "approvalDays", Objects.requireNonNullElse(input.approvalDays(), 0)));
  }
}
