package dev.entente.portal;

import dev.entente.agreement.Agreement;
import dev.entente.agreement.PartnerAgreements;
import dev.entente.evidence.EvidenceRequest;
import dev.entente.evidence.EvidenceRequests;
import dev.entente.portal.NextStep.Side;
import dev.entente.training.TrainingRecord;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What agreement, training and requests for evidence ask of a contact. */
@Component
class OwnSteps implements NextSteps {

  private static final int MOST = 20;

  private final PartnerAgreements agreements;
  private final TrainingRecord training;
  private final EvidenceRequests evidence;

  OwnSteps(PartnerAgreements agreements, TrainingRecord training, EvidenceRequests evidence) {
    this.agreements = agreements;
    this.training = training;
    this.evidence = evidence;
  }

  @Override
  public List<NextStep> of(PortalUser user) {
    List<NextStep> steps = new ArrayList<>();
    for (Agreement agreement : agreements.of(user.partner())) {
      if (agreement.state() == Agreement.State.PREPARED) {
        boolean mine = agreements.waitsFor(agreement, user);
        steps.add(new NextStep(mine ? Side.YOU : Side.COLLEAGUE, mine ? "portal.step.sign" : "portal.step.othersSign", List.of(agreement.signerName()),
            "/portal/agreement", agreement.signUntil()));
      }
    }
    training.of(user.partner(), user.contactId()).stream().filter(TrainingRecord.Entry::isOpen).limit(MOST)
        .forEach(entry -> steps.add(NextStep.yours("portal.step.course", List.of(entry.course()), "/portal/training", entry.openUntil())));
    evidence.ofPartner(user.partner(), MOST).stream().filter(EvidenceRequest::isOpen)
        .forEach(request -> steps.add(NextStep.yours("portal.step.evidence." + request.kind(), List.of(), "/portal/evidence/" + request.id(),
            request.dueAt().toInstant())));
    return steps;
  }
}
