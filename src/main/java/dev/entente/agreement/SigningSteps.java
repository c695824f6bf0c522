package dev.entente.agreement;

import dev.entente.portal.NextStep.Side;
import dev.entente.portal.NextStep;
import dev.entente.portal.NextSteps;
import dev.entente.portal.PortalUser;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks a contact, or its colleague who signs, for the signature. */
@Component
class SigningSteps implements NextSteps {

  private final PartnerAgreements agreements;

  SigningSteps(PartnerAgreements agreements) {
    this.agreements = agreements;
  }

  @Override
  public List<NextStep> of(PortalUser user) {
    return agreements.of(user.partner()).stream().filter(agreement -> agreement.state() == Agreement.State.PREPARED)
        .map(agreement -> step(agreement, agreements.waitsFor(agreement, user))).toList();
  }

  private static NextStep step(Agreement agreement, boolean mine) {
    return new NextStep(mine ? Side.YOU : Side.COLLEAGUE, mine ? "portal.step.sign" : "portal.step.othersSign", List.of(agreement.signerName()),
        "/portal/agreement", agreement.signUntil());
  }
}
