package dev.entente.agreement;

import dev.entente.agreement.Agreements.Purpose;
import dev.entente.identity.LinkToken;
import dev.entente.mail.BaseUrl;
import dev.entente.mail.SecretLink.Made;
import dev.entente.mail.SecretLink;
import dev.entente.partner.ContactLeft;
import dev.entente.partner.Partners;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes the links to an agreement when they are mailed, and ends them when the signer leaves; both take the agreement's row. */
@Component
class SigningLinks implements SecretLink.Maker {

  private static final String KIND = "agreement";
  private static final Duration COPY_FOR = Duration.ofDays(365);

  private final Agreements agreements;
  private final Partners partners;
  private final BaseUrl links;
  private final Trail trail;
  private final Clock clock;

  SigningLinks(Agreements agreements, Partners partners, BaseUrl links, Trail trail, Clock clock) {
    this.agreements = agreements;
    this.partners = partners;
    this.links = links;
    this.trail = trail;
    this.clock = clock;
  }

  /** What a mail says for a link. */
  static SecretLink link(Agreement agreement, Purpose purpose, String cause) {
    return new SecretLink(KIND, purpose + ":" + agreement.id() + ":" + cause);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  @Transactional
  public Optional<Made> make(String reference) {
    String[] parts = reference.split(":", 3);
    Purpose purpose = Purpose.valueOf(parts[0]);
    return agreements.lock(Long.parseLong(parts[1])).filter(agreement -> purpose == Purpose.COPY || isToBeSigned(agreement)).map(agreement -> {
      LinkToken token = LinkToken.fresh();
      agreements.keepLink(agreement.id(), token, purpose, parts[2], purpose == Purpose.COPY ? clock.instant().plus(COPY_FOR) : agreement.signUntil());
      return new Made(links.of((purpose == Purpose.COPY ? "/sign/copy/" : "/sign/") + token.value()), token.value());
    });
  }

  private boolean isToBeSigned(Agreement agreement) {
    return agreement.state() == Agreement.State.PREPARED
        && partners.facts(agreement.partner()).contacts().stream().anyMatch(contact -> contact.email().equalsIgnoreCase(agreement.signerEmail()));
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void left(ContactLeft event) {
    for (long id : agreements.prepared(event.partner())) {
      agreements.lock(id).filter(agreement -> agreement.signerEmail().equalsIgnoreCase(event.email())).ifPresent(agreement -> {
        int ended = agreements.endSigningLinks(id);
        trail.record(TrailEntry.of(event.partner().value(), event.actor(), "agreement.linksEnded", Map.of("agreement", id, "links", ended))
            .in(agreement.processInstanceKey()));
      });
    }
  }
}
