package dev.entente.application;

import dev.entente.partner.NameKey;
import dev.entente.partner.PartnerId;
import dev.entente.partner.PartnerNotFound;
import dev.entente.partner.Websites;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds partners that are the same company as an applicant: by name, web domain or registration number, among those not rejected, withdrawn or terminated. */
@Component
class Duplicates {

  private final JdbcClient jdbc;

  Duplicates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** @param reason what is the same: {@code NAME}, {@code DOMAIN}, {@code REGISTRATION}, or {@code SIMILAR} for a name that is only close */
  record Match(String partnerId, String legalName, String country, String stage, String reason) {}

  /** Until the transaction ends, no other one can apply under this name, domain or number: of two at the same time, the second sees the first. */
  @Transactional(propagation = Propagation.MANDATORY)
  void reserve(Application application) {
    application.keys().forEach(key ->
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('partner:' || :key, 40))").param("key", key).query().listOfRows());
  }

  List<Match> of(Application application) {
    return find(application.nameKey(), application.domain(), application.registrationKey(), application.country(), null);
  }

  /** Those that were there before the partner, so that of two alike the first one stays. */
  List<Match> before(PartnerId partner) {
    return jdbc.sql("SELECT name_key, domain, registration_key, country FROM partner_view WHERE id = :id")
        .param("id", partner.value())
        .query((row, number) -> find(row.getString(1), row.getString(2), row.getString(3), row.getString(4), partner.value()))
        .optional()
        .orElseThrow(() -> new PartnerNotFound(partner));
  }

  private List<Match> find(String name, @Nullable String domain, @Nullable String registration, String country, @Nullable String before) {
    return jdbc.sql("""
            SELECT p.id AS partner_id, p.legal_name, p.country, p.stage,
              CASE WHEN p.name_key = :name THEN 'NAME' WHEN p.domain = :domain THEN 'DOMAIN' ELSE 'REGISTRATION' END AS reason
            FROM partner_view p
            WHERE (p.name_key = :name OR p.domain = :domain OR (p.registration_key = :registration AND p.country = :country))
              AND p.stage NOT IN ('REJECTED', 'WITHDRAWN', 'TERMINATED')
              AND (:before::text IS NULL OR (length(p.id), p.id) < (length(:before::text), :before::text))
            ORDER BY length(p.id), p.id
            LIMIT 5
            """)
        .param("name", name)
        .param("domain", domain)
        .param("registration", registration)
        .param("country", country)
        .param("before", before)
        .query(Match.class)
        .list();
  }

  /** The same companies and those with a close name, for warnings; values that are not complete yet match nothing. */
  List<Match> whileTyping(String legalName, @Nullable String website, @Nullable String registration, @Nullable String country) {
    String name = legalName.length() > 200 ? "" : NameKey.of(legalName);
    String domain = website == null || website.length() > 300 ? null : Websites.normalized(website.strip()).map(Websites::domain).orElse(null);
    List<Match> found = new ArrayList<>(find(name, domain, registrationKey(registration), country == null ? "" : country, null));
    similar(name).stream().filter(close -> found.stream().noneMatch(same -> same.partnerId().equals(close.partnerId()))).forEach(found::add);
    return found;
  }

  private List<Match> similar(String nameKey) {
    return jdbc.sql("""
            SELECT p.id AS partner_id, p.legal_name, p.country, p.stage, 'SIMILAR' AS reason
            FROM partner_view p
            WHERE p.name_key % :name AND similarity(p.name_key, :name) >= 0.6 AND p.stage NOT IN ('REJECTED', 'WITHDRAWN', 'TERMINATED')
            ORDER BY similarity(p.name_key, :name) DESC, p.id
            LIMIT 5
            """)
        .param("name", nameKey)
        .query(Match.class)
        .list();
  }

  /** Numbers are written with and without spaces, dots and dashes. */
  static @Nullable String registrationKey(@Nullable String number) {
    String key = number == null ? "" : number.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    return key.isEmpty() ? null : key;
  }
}
