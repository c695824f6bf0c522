package dev.entente.evidence;

import dev.entente.portal.NextStep;
import dev.entente.portal.NextSteps;
import dev.entente.portal.PortalUser;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks a contact for the evidence that its company owes. */
@Component
class EvidenceSteps implements NextSteps {

  private static final int MOST = 20;

  private final EvidenceRequests requests;

  EvidenceSteps(EvidenceRequests requests) {
    this.requests = requests;
  }

  @Override
  public List<NextStep> of(PortalUser user) {
    return requests.ofPartner(user.partner(), MOST).stream().filter(EvidenceRequest::isOpen)
        .map(request -> NextStep.yours("portal.step.evidence." + request.kind(), List.of(), "/portal/evidence/" + request.id(), request.dueAt().toInstant()))
        .toList();
  }
}
