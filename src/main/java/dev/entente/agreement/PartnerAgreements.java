package dev.entente.agreement;

import dev.entente.partner.PartnerId;
import dev.entente.portal.PortalUser;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A partner's agreements as its own contacts see and sign them. */
@Component
public class PartnerAgreements {

  private static final int MOST = 50;

  private final Agreements agreements;
  private final Signing signing;
  private final Clock clock;

  PartnerAgreements(Agreements agreements, Signing signing, Clock clock) {
    this.agreements = agreements;
    this.signing = signing;
    this.clock = clock;
  }

  /** Latest first. */
  public List<Agreement> of(PartnerId partner) {
    return agreements.ofPartner(partner, MOST);
  }

  /** Empty for another partner's. */
  public Optional<Agreement> find(PartnerId partner, long id) {
    return agreements.find(id).filter(agreement -> agreement.partner().equals(partner));
  }

  public byte[] document(Agreement agreement) {
    return agreements.document(agreement.id()).orElseThrow();
  }

  /** Whether the contact may sign it now: it waits, and it was prepared for this very person. */
  public boolean waitsFor(Agreement agreement, PortalUser user) {
    return agreement.partner().equals(user.partner()) && agreement.signerEmail().equalsIgnoreCase(user.email())
        && agreement.state() == Agreement.State.PREPARED && clock.instant().isBefore(agreement.signUntil());
  }

  /** @return false when it does not wait for this contact any more */
  public boolean sign(Agreement agreement, PortalUser user, SignatureForm form, HttpServletRequest request) {
    return waitsFor(agreement, user) && signing.signKnown(agreement.id(), form.signature(request, clock));
  }
}
