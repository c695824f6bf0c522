package dev.entente.portal;

import dev.entente.identity.LinkToken;
import dev.entente.mail.BaseUrl;
import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.mail.SecretLink.Made;
import dev.entente.mail.SecretLink;
import dev.entente.partner.Contacts;
import dev.entente.partner.KnownContact;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The links that let a contact in: made when their mail is sent, kept as hashes, used once. */
@Component
class SignInLinks implements SecretLink.Maker {

  static final Duration USABLE = Duration.ofMinutes(15);
  private static final int PARTNERS_OF_ONE = 10;

  private final JdbcClient jdbc;
  private final Contacts contacts;
  private final Mails mails;
  private final Trail trail;
  private final Clock clock;
  private final BaseUrl links;

  SignInLinks(JdbcClient jdbc, Contacts contacts, Mails mails, Trail trail, Clock clock, BaseUrl links) {
    this.jdbc = jdbc;
    this.contacts = contacts;
    this.mails = mails;
    this.trail = trail;
    this.clock = clock;
    this.links = links;
  }

  /** One mail for each partner that the person is a contact of; none for an address that nobody has. */
  @Transactional
  public void sendTo(String email) {
    contacts.withEmail(email, PARTNERS_OF_ONE).forEach(contact -> send(contact, "system"));
  }

  /** @return false when the partner's contacts may not come in */
  @Transactional
  public boolean send(KnownContact to, String actor) {
    if (!mayComeIn(to)) {
      return false;
    }
    Map<String, Object> model = Map.of("name", to.name(), "legalName", to.legalName(), "minutes", USABLE.toMinutes(),
        "link", new SecretLink(kind(), to.id() + ":" + actor));
    mails.enqueue(new MailRequest("portal-link:" + UUID.randomUUID(), "portal-link", to.email(), model, to.partner().value(), null, null));
    trail.record(TrailEntry.of(to.partner().value(), actor, "portal.linkSent", Map.of("contact", to.id())));
    return true;
  }

  @Override
  public String kind() {
    return "portal";
  }

  /** @param reference the contact, and who sends it */
  @Override
  public Optional<Made> make(String reference) {
    long contact = Long.parseLong(reference.substring(0, reference.indexOf(':')));
    if (contacts.find(contact).filter(this::mayComeIn).isEmpty()) {
      return Optional.empty();
    }
    LinkToken token = LinkToken.fresh();
    OffsetDateTime now = OffsetDateTime.now(clock);
    jdbc.sql("INSERT INTO portal_link (token_hash, contact_id, sent_by, created_at, expires_at) VALUES (:hash, :contact, :actor, :now, :expires)")
        .param("hash", token.hash())
        .param("contact", contact)
        .param("actor", reference.substring(reference.indexOf(':') + 1))
        .param("now", now)
        .param("expires", now.plus(USABLE))
        .update();
    return Optional.of(new Made(links.of("/portal/sign-in/" + token.value()), token.value()));
  }

  /** Whether the link would let somebody in; looking does not use it up. */
  @Transactional(readOnly = true)
  public boolean isUsable(String token) {
    return LinkToken.of(token).flatMap(known -> jdbc.sql("""
            SELECT contact_id FROM portal_link WHERE token_hash = :hash AND used_at IS NULL AND expires_at > :now
            """)
        .param("hash", known.hash())
        .param("now", OffsetDateTime.now(clock))
        .query(Long.class)
        .optional())
        .flatMap(contacts::find)
        .filter(this::mayComeIn)
        .isPresent();
  }

  /** Uses the link up; of two who try at the same time, one comes in. */
  @Transactional
  public Optional<KnownContact> redeem(String token) {
    return LinkToken.of(token).flatMap(known -> jdbc.sql("""
            UPDATE portal_link SET used_at = :now WHERE token_hash = :hash AND used_at IS NULL AND expires_at > :now RETURNING contact_id
            """)
        .param("hash", known.hash())
        .param("now", OffsetDateTime.now(clock))
        .query(Long.class)
        .optional())
        .flatMap(contacts::find)
        .filter(this::mayComeIn);
  }

  private boolean mayComeIn(KnownContact contact) {
    return Reach.of(contact, clock.instant()) != Reach.NONE;
  }
}
