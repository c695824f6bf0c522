package dev.entente.license;

import dev.entente.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The register of licenses and of the keys they were signed with. */
@Repository
class Licenses {

  private static final TypeReference<List<Extra>> EXTRAS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  Licenses(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** One after the other for each partner: whoever comes second sees what the first one issued. */
  void lock(String partner) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('license:' || :partner, 0))").param("partner", partner).query((row, number) -> true).single();
  }

  /** @return false when the partner has an active license already */
  boolean insert(License license) {
    return jdbc.sql("""
            INSERT INTO license (id, partner_id, tier, program_version, modules, markets, seats, extras, valid_from, term_end, valid_until, token, state,
              cause, replaces)
            VALUES (:id, :partner, :tier, :version, :modules, :markets, :seats, :extras::jsonb, :from, :termEnd, :until, :token, :state,
              :cause, :replaces)
            ON CONFLICT (partner_id) WHERE state = 'ACTIVE' DO NOTHING
            """)
        .param("id", license.id())
        .param("partner", license.partner().value())
        .param("tier", license.tier())
        .param("version", license.programVersion())
        .param("modules", license.modules().toArray(new String[0]))
        .param("markets", license.markets().toArray(new String[0]))
        .param("seats", license.seats())
        .param("extras", json.writeValueAsString(license.extras()))
        .param("from", license.validFrom().atOffset(ZoneOffset.UTC))
        .param("termEnd", license.termEnd().atOffset(ZoneOffset.UTC))
        .param("until", license.validUntil().atOffset(ZoneOffset.UTC))
        .param("token", license.token())
        .param("state", license.windDown() ? "WIND_DOWN" : "ACTIVE")
        .param("cause", license.lineage().cause().name())
        .param("replaces", license.lineage().replaces())
        .update() == 1;
  }

  Optional<License> find(String id) {
    return jdbc.sql("SELECT * FROM license WHERE id = :id").param("id", id).query(this::license).optional();
  }

  Optional<License> active(String partner) {
    return jdbc.sql("SELECT * FROM license WHERE partner_id = :partner AND state = 'ACTIVE'")
        .param("partner", partner)
        .query(this::license)
        .optional();
  }

  Optional<License> active(String partner, String tier) {
    return active(partner).filter(license -> license.tier().equals(tier));
  }

  /** The one that the partner has, or had last. */
  Optional<License> last(String partner) {
    return jdbc.sql("""
            SELECT * FROM license WHERE partner_id = :partner AND (ended_for IS NULL OR ended_for = 'TAKEN_AWAY')
            ORDER BY revoked_at DESC NULLS FIRST, number DESC LIMIT 1
            """)
        .param("partner", partner)
        .query(this::license)
        .optional();
  }

  List<License> allActive() {
    return jdbc.sql("SELECT * FROM license WHERE state = 'ACTIVE' ORDER BY id").query(this::license).list();
  }

  /** @return false when it was revoked meanwhile */
  boolean revoke(String id, Lineage.End end, Instant at) {
    return jdbc.sql("UPDATE license SET state = 'REVOKED', revoked_at = :at, ended_for = :end WHERE id = :id AND state <> 'REVOKED'")
        .param("id", id)
        .param("end", end.name())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update() == 1;
  }

  /** One that was replaced is honored again, token and all; no list of revocations that is read from now on has it. */
  boolean honorAgain(String id) {
    return jdbc.sql("UPDATE license SET state = 'ACTIVE', revoked_at = NULL, ended_for = NULL WHERE id = :id AND state = 'REVOKED' AND ended_for = 'REPLACED'")
        .param("id", id)
        .update() == 1;
  }

  /** Latest first. */
  List<License> ofPartner(PartnerId partner, int page, int size) {
    return jdbc.sql("SELECT * FROM license WHERE partner_id = :partner ORDER BY number DESC LIMIT :size OFFSET :offset")
        .param("partner", partner.value())
        .param("size", size)
        .param("offset", (long) page * size)
        .query(this::license)
        .list();
  }

  long countOfPartner(PartnerId partner) {
    return jdbc.sql("SELECT count(*) FROM license WHERE partner_id = :partner").param("partner", partner.value()).query(Long.class).single();
  }

  /** Revoked ones that would still be valid, oldest revocation first. */
  List<Revocation> revocations(Instant now, int page, int size) {
    return jdbc.sql("""
            SELECT id, revoked_at FROM license WHERE state = 'REVOKED' AND valid_until > :now
            ORDER BY revoked_at, id LIMIT :size OFFSET :offset
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("size", size)
        .param("offset", (long) page * size)
        .query((row, number) -> new Revocation(row.getString("id"), instant(row, "revoked_at")))
        .list();
  }

  long countRevocations(Instant now) {
    return jdbc.sql("SELECT count(*) FROM license WHERE state = 'REVOKED' AND valid_until > :now")
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  void keep(String keyId, String publicJwk, Instant at) {
    jdbc.sql("INSERT INTO license_key (id, public_jwk, first_used_at) VALUES (:id, :jwk, :at) ON CONFLICT DO NOTHING")
        .param("id", keyId)
        .param("jwk", publicJwk)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  Optional<String> publicJwk(String keyId) {
    return jdbc.sql("SELECT public_jwk FROM license_key WHERE id = :id").param("id", keyId).query(String.class).optional();
  }

  /** A license that is no longer to be honored. */
  record Revocation(String id, Instant revokedAt) {}

  private License license(ResultSet row, int number) throws SQLException {
    int seats = row.getInt("seats");
    boolean noSeats = row.wasNull();
    OffsetDateTime revokedAt = row.getObject("revoked_at", OffsetDateTime.class);
    return new License(
        row.getString("id"),
        new PartnerId(row.getString("partner_id")),
        row.getString("tier"),
        row.getString("program_version"),
        List.of((String[]) row.getArray("modules").getArray()),
        List.of((String[]) row.getArray("markets").getArray()),
        noSeats ? null : seats,
        json.readValue(row.getString("extras"), EXTRAS),
        instant(row, "valid_from"),
        instant(row, "term_end"),
        instant(row, "valid_until"),
        row.getString("token"),
        "REVOKED".equals(row.getString("state")),
        revokedAt == null ? null : revokedAt.toInstant(),
        "WIND_DOWN".equals(row.getString("state")),
        new Lineage(Lineage.Cause.valueOf(row.getString("cause")), row.getString("replaces"), end(row)));
  }

  private static Lineage.@Nullable End end(ResultSet row) throws SQLException {
    String end = row.getString("ended_for");
    return end == null ? null : Lineage.End.valueOf(end);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
