package dev.entente.portal;

import dev.entente.identity.LinkToken;
import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.partner.Contacts;
import dev.entente.partner.KnownContact;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The links that let a contact in; link, mail and trail entry in one transaction. */
@Component
class SignInLinks {

  static final Duration USABLE = Duration.ofMinutes(15);
  private static final int PARTNERS_OF_ONE = 10;

  private final JdbcClient jdbc;
  private final Contacts contacts;
  private final Mails mails;
  private final Trail trail;
  private final Clock clock;
  private final String baseUrl;

  SignInLinks(JdbcClient jdbc, Contacts contacts, Mails mails, Trail trail, Clock clock,
      @Value("${entente.base-url:http://localhost:${server.port:8080}}") String baseUrl) {
    this.jdbc = jdbc;
    this.contacts = contacts;
    this.mails = mails;
    this.trail = trail;
    this.clock = clock;
    this.baseUrl = baseUrl;
  }

  /** One mail for each partner that the person is a contact of; none for an address that nobody has. */
  @Transactional
  public void sendTo(String email) {
    contacts.withEmail(email, PARTNERS_OF_ONE).forEach(contact -> send(contact, "system"));
  }

  /** @return false when the partner's contacts may not come in */
  @Transactional
  public boolean send(KnownContact to, String actor) {
    if (Reach.of(to.stage()) == Reach.NONE) {
      return false;
    }
    LinkToken token = LinkToken.fresh();
    OffsetDateTime now = OffsetDateTime.now(clock);
    jdbc.sql("INSERT INTO portal_link (token_hash, contact_id, sent_by, created_at, expires_at) VALUES (:hash, :contact, :actor, :now, :expires)")
        .param("hash", token.hash())
        .param("contact", to.id())
        .param("actor", actor)
        .param("now", now)
        .param("expires", now.plus(USABLE))
        .update();
    Map<String, Object> model = Map.of("name", to.name(), "legalName", to.legalName(), "minutes", USABLE.toMinutes(),
        "link", baseUrl + "/portal/sign-in/" + token.value());
    mails.enqueue(new MailRequest("portal-link:" + HexFormat.of().formatHex(token.hash()), "portal-link", to.email(), model,
        to.partner().value(), null, null));
    trail.record(TrailEntry.of(to.partner().value(), actor, "portal.linkSent", Map.of("contact", to.id())));
    return true;
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
        .filter(SignInLinks::mayComeIn)
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
        .filter(SignInLinks::mayComeIn);
  }

  private static boolean mayComeIn(KnownContact contact) {
    return Reach.of(contact.stage()) != Reach.NONE;
  }
}
