package dev.entente.approval;

import dev.entente.portal.NextStep;
import dev.entente.portal.NextSteps;
import dev.entente.portal.PortalUser;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says on the portal's first page which of a contact's requests wait for an answer. */
@Component
class PortalInformationRequests implements NextSteps {

  private final InformationRequests questions;

  PortalInformationRequests(InformationRequests questions) {
    this.questions = questions;
  }

  @Override
  public List<NextStep> of(PortalUser user) {
    return questions.openTo(user.actor()).stream()
        .map(question -> NextStep.yours("approval.portal.step", List.of(question.question()), "/portal/approvals/" + question.approvalId(), null))
        .toList();
  }
}
