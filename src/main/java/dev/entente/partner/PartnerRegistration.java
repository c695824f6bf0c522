package dev.entente.partner;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes partners into the registry, from application to the terms they become active on; always in the transaction of the use case that decides it. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class PartnerRegistration {

  private final JdbcClient jdbc;
  private final Clock clock;

  PartnerRegistration(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A number that no other partner has or had. */
  public PartnerId nextId() {
    return new PartnerId("P-" + jdbc.sql("SELECT nextval('partner_number')").query(Long.class).single());
  }

  public void insert(PartnerId id, NewPartner partner) {
    jdbc.sql("""
            INSERT INTO partner (id, legal_name, name_key, country, website, domain, registration_number, registration_key, stage, stage_since,
              requested_tier, tier, program_version, requested_by, process_start_id, created_at)
            VALUES (:id, :name, :nameKey, :country, :website, :domain, :registration, :registrationKey, 'APPLICANT', :now,
              :tier, :entryTier, :program, :requestedBy, :start, :now)
            """)
        .param("id", id.value())
        .param("name", partner.legalName())
        .param("nameKey", partner.nameKey())
        .param("country", partner.country())
        .param("website", partner.website())
        .param("domain", partner.domain())
        .param("registration", partner.registrationNumber())
        .param("registrationKey", partner.registrationKey())
        .param("tier", partner.requestedTier())
        .param("entryTier", partner.entryTier())
        .param("program", partner.programVersion())
        .param("requestedBy", partner.requestedBy())
        .param("start", partner.processStart())
        .param("now", OffsetDateTime.now(clock))
        .update();
    partner.contacts().forEach(contact -> insert(id, contact));
    jdbc.sql("INSERT INTO partner_market (partner_id, market) SELECT :partner, unnest(:markets::text[])")
        .param("partner", id.value())
        .param("markets", partner.markets().toArray(String[]::new))
        .update();
  }

  /** @return the contact's id, empty where the address is a contact of the partner already */
  Optional<Long> insert(PartnerId id, NewContact contact) {
    return jdbc.sql("""
            INSERT INTO contact (partner_id, name, email, role) VALUES (:partner, :name, :email, :role)
            ON CONFLICT (partner_id, lower(email)) WHERE left_at IS NULL DO NOTHING
            RETURNING id
            """)
        .param("partner", id.value())
        .param("name", contact.name())
        .param("email", contact.email())
        .param("role", contact.role())
        .query(Long.class)
        .optional();
  }

  /** @return false when it was registered before */
  public boolean register(PartnerId id) {
    return jdbc.sql("UPDATE partner SET registered_at = :now WHERE id = :id AND registered_at IS NULL")
        .param("id", id.value())
        .param("now", OffsetDateTime.now(clock))
        .update() == 1;
  }

  /** @return false when it was known as a duplicate before */
  public boolean markDuplicate(PartnerId id, String existing) {
    return jdbc.sql("UPDATE partner SET duplicate_of = :existing WHERE id = :id AND duplicate_of IS NULL")
        .param("id", id.value())
        .param("existing", existing)
        .update() == 1;
  }

  /** What a partner became active on. */
  public record Terms(String tier, LocalDate nextReviewOn, LocalDate renewalOn) {}

  public Terms terms(PartnerId id) {
    return jdbc.sql("SELECT tier, next_review_on, renewal_on FROM partner WHERE id = :id").param("id", id.value()).query(Terms.class).single();
  }

  /** Puts the partner into its entry tier, from now on; both dates count from today. */
  public void begin(PartnerId id, int reviewAfterMonths, int termMonths) {
    OffsetDateTime now = OffsetDateTime.now(clock);
    int updated = jdbc.sql("""
            UPDATE partner SET tier = coalesce(tier, requested_tier), active_since = :now, next_review_on = :review, renewal_on = :renewal, version = version + 1
            WHERE id = :id
            """)
        .param("id", id.value())
        .param("now", now)
        .param("review", now.toLocalDate().plusMonths(reviewAfterMonths))
        .param("renewal", now.toLocalDate().plusMonths(termMonths))
        .update();
    if (updated != 1) {
      throw new StalePartner(id);
    }
  }
}
