package dev.entente.agreement;

import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Has the agreement prepared, signed in time, or expired. */
@Component
class AgreementJobs {

  private final AgreementPreparation preparing;
  private final Links links;
  private final Partners partners;

  AgreementJobs(AgreementPreparation preparing, Links links, Partners partners) {
    this.preparing = preparing;
    this.links = links;
    this.partners = partners;
  }

  record OfPartner(PartnerId partnerId) {}

  record RemindSignerInput(PartnerId partnerId, long agreementId) {}

  record ExpireAgreementInput(PartnerId partnerId, long agreementId) {}

  /** Prepares the agreement and mails the link to sign it. */
  @JobType("agreement.prepare")
  Outcome prepare(OfPartner input, JobContext job) {
    return Outcome.completed(Map.of("agreementId", preparing.prepare(input.partnerId(), job).id()));
  }

  /** Mails a new link to an agreement that still waits for its signature. */
  @JobType("agreement.remindSigner")
  Outcome remindSigner(RemindSignerInput input, JobContext job) {
    links.remind(input.agreementId(), partners.facts(input.partnerId()).legalName(), job);
    return Outcome.completed();
  }

  /** Ends the time to sign: no link to the agreement works any more, unless it was signed at the last moment, which the process is told. */
  @JobType("agreement.expire")
  Outcome expire(ExpireAgreementInput input) {
    Agreement.State state = links.expire(input.agreementId(), "SIGNATURE_TIMEOUT");
    return Outcome.completed(Map.of("signedAfterAll", state == Agreement.State.SIGNED));
  }
}
