package dev.entente.portal;

import dev.entente.partner.Contacts;
import dev.entente.partner.KnownContact;
import dev.entente.partner.PartnerId;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is signed in to the portal: rows that every request is measured by. */
@Component
public class PortalSessions {

  private static final Duration LONGEST = Duration.ofHours(12);
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final Contacts contacts;
  private final Trail trail;
  private final Clock clock;

  PortalSessions(JdbcClient jdbc, Contacts contacts, Trail trail, Clock clock) {
    this.jdbc = jdbc;
    this.contacts = contacts;
    this.trail = trail;
    this.clock = clock;
  }

  /** A sign-in as the partner's page shows it. */
  record SignIn(String name, OffsetDateTime signedInAt, OffsetDateTime lastSeenAt, @Nullable OffsetDateTime endedAt, boolean open) {}

  /** Ends every session of the partner's contacts; with the next click each of them stands at the door. Answers how many were open. */
  @Transactional
  public int revokeAll(PartnerId partner, String actor) {
    int ended = jdbc.sql("UPDATE portal_session SET ended_at = :now, ended_by = :actor WHERE partner_id = :partner AND ended_at IS NULL")
        .param("now", now())
        .param("actor", actor)
        .param("partner", partner.value())
        .update();
    jdbc.sql("""
            UPDATE portal_link SET used_at = :now
            WHERE used_at IS NULL AND contact_id IN (SELECT id FROM contact_view WHERE partner_id = :partner)
            """)
        .param("now", now())
        .param("partner", partner.value())
        .update();
    trail.record(TrailEntry.of(partner.value(), actor, "portal.sessionsEnded", Map.of("sessions", ended)));
    return ended;
  }

  @Transactional
  public int revokeAll(PartnerId partner) {
    return revokeAll(partner, "system");
  }

  /** Opens a session for a contact that proved to be it. */
  @Transactional
  public PortalAuthentication open(KnownContact contact) {
    UUID id = UUID.randomUUID();
    jdbc.sql("""
            INSERT INTO portal_session (id, contact_id, partner_id, signed_in_at, last_seen_at, expires_at)
            VALUES (:id, :contact, :partner, :now, :now, :expires)
            """)
        .param("id", id)
        .param("contact", contact.id())
        .param("partner", contact.partner().value())
        .param("now", now())
        .param("expires", now().plus(LONGEST))
        .update();
    trail.record(TrailEntry.of(contact.partner().value(), contact.actor(), "portal.signedIn", Map.of()));
    return new PortalAuthentication(PortalUser.of(contact), id, Reach.of(contact, clock.instant()));
  }

  /** The session as it stands now; empty when it is over, its contact was removed, or its partner may not come in any more. */
  @Transactional
  public Optional<PortalAuthentication> check(PortalAuthentication known) {
    Optional<OffsetDateTime> lastSeen = jdbc.sql("""
            SELECT last_seen_at FROM portal_session WHERE id = :id AND contact_id = :contact AND ended_at IS NULL AND expires_at > :now
            """)
        .param("id", known.session())
        .param("contact", known.getPrincipal().contactId())
        .param("now", now())
        .query(OffsetDateTime.class)
        .optional();
    if (lastSeen.isEmpty()) {
      return Optional.empty();
    }
    if (lastSeen.get().plus(SEEN_EVERY).isBefore(now())) {
      jdbc.sql("UPDATE portal_session SET last_seen_at = :now WHERE id = :id").param("now", now()).param("id", known.session()).update();
    }
    return contacts.find(known.getPrincipal().contactId())
        .filter(contact -> Reach.of(contact, clock.instant()) != Reach.NONE)
        .map(contact -> new PortalAuthentication(PortalUser.of(contact), known.session(), Reach.of(contact, clock.instant())));
  }

  @Transactional
  public void signOut(PortalAuthentication session) {
    int ended = jdbc.sql("UPDATE portal_session SET ended_at = :now, ended_by = :actor WHERE id = :id AND ended_at IS NULL")
        .param("now", now())
        .param("actor", session.getName())
        .param("id", session.session())
        .update();
    if (ended == 1) {
      trail.record(TrailEntry.of(session.getPrincipal().partner().value(), session.getName(), "portal.signedOut", Map.of()));
    }
  }

  /** Latest first. */
  @Transactional(readOnly = true)
  public List<SignIn> ofPartner(PartnerId partner, int most) {
    return jdbc.sql("""
            SELECT c.name, s.signed_in_at, s.last_seen_at, s.ended_at, s.ended_at IS NULL AND s.expires_at > :now AS open
            FROM portal_session s JOIN contact_view c ON c.id = s.contact_id
            WHERE s.partner_id = :partner ORDER BY s.signed_in_at DESC LIMIT :most
            """)
        .param("now", now())
        .param("partner", partner.value())
        .param("most", most)
        .query(SignIn.class)
        .list();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }
}
