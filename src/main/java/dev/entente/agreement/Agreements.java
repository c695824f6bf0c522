package dev.entente.agreement;

import dev.entente.identity.LinkToken;
import dev.entente.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of agreements and of the links to them. */
@Repository
class Agreements {

  private static final String COLUMNS = """
      a.id, a.partner_id, a.process_instance_key, a.program_version, a.tier, a.state, a.sha256, a.signer_name, a.signer_email, a.prepared_at,
      a.sign_until, a.signed_at, a.signed_name, a.signed_title, a.expired_at, a.sealed_sha256
      """;

  private final JdbcClient jdbc;

  Agreements(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  enum Purpose {
    SIGN, COPY
  }

  /** An agreement as reached by a link. */
  record Linked(Agreement agreement, Instant linkExpiresAt) {}

  /** Who signed, from where, with what. */
  record Signature(String name, @Nullable String title, String address, String userAgent, Instant at) {}

  long nextId() {
    return jdbc.sql("SELECT nextval('agreement_number')").query(Long.class).single();
  }

  /** @return false when the process has one already */
  boolean insert(Agreement agreement, byte[] pdf) {
    return jdbc.sql("""
            INSERT INTO agreement (id, partner_id, process_instance_key, program_version, tier, state, pdf, sha256, signer_name, signer_email,
              prepared_at, sign_until)
            VALUES (:id, :partner, :instance, :version, :tier, 'PREPARED', :pdf, :sha256, :name, :email, :prepared, :until)
            ON CONFLICT (process_instance_key) DO NOTHING
            """)
        .param("id", agreement.id())
        .param("partner", agreement.partner().value())
        .param("instance", agreement.processInstanceKey())
        .param("version", agreement.programVersion())
        .param("tier", agreement.tier())
        .param("pdf", pdf)
        .param("sha256", agreement.sha256())
        .param("name", agreement.signerName())
        .param("email", agreement.signerEmail())
        .param("prepared", at(agreement.preparedAt()))
        .param("until", at(agreement.signUntil()))
        .update() == 1;
  }

  /** In the place of one that the same cause made before. */
  void keepLink(long agreement, LinkToken token, Purpose purpose, String cause, Instant expiresAt) {
    jdbc.sql("""
            INSERT INTO agreement_link (token_hash, agreement_id, purpose, cause, expires_at) VALUES (:hash, :agreement, :purpose, :cause, :expires)
            ON CONFLICT (agreement_id, cause) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at
            """)
        .param("hash", token.hash())
        .param("agreement", agreement)
        .param("purpose", purpose.name())
        .param("cause", cause)
        .param("expires", at(expiresAt))
        .update();
  }

  int endSigningLinks(long agreement) {
    return jdbc.sql("DELETE FROM agreement_link WHERE agreement_id = :agreement AND purpose = 'SIGN'").param("agreement", agreement).update();
  }

  Optional<Agreement> find(long id) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM agreement a WHERE a.id = :id").param("id", id).query(Agreements::agreement).optional();
  }

  Optional<Agreement> lock(long id) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM agreement a WHERE a.id = :id FOR UPDATE").param("id", id).query(Agreements::agreement).optional();
  }

  Optional<Agreement> ofProcess(long processInstanceKey) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM agreement a WHERE a.process_instance_key = :instance")
        .param("instance", processInstanceKey)
        .query(Agreements::agreement)
        .optional();
  }

  Optional<Linked> linked(LinkToken token, Purpose purpose) {
    return jdbc.sql("SELECT " + COLUMNS + """
            , l.expires_at FROM agreement_link l JOIN agreement a ON a.id = l.agreement_id
            WHERE l.token_hash = :hash AND l.purpose = :purpose
            """)
        .param("hash", token.hash())
        .param("purpose", purpose.name())
        .query((row, number) -> new Linked(agreement(row, number), row.getObject("expires_at", OffsetDateTime.class).toInstant()))
        .optional();
  }

  /** What is to be signed. */
  Optional<byte[]> document(long id) {
    return jdbc.sql("SELECT pdf FROM agreement WHERE id = :id").param("id", id).query((row, number) -> row.getBytes("pdf")).optional();
  }

  /** What was signed, with its evidence, sealed; before that what is to be signed. */
  Optional<byte[]> paper(long id) {
    return jdbc.sql("SELECT coalesce(sealed_pdf, pdf) AS pdf FROM agreement WHERE id = :id").param("id", id)
        .query((row, number) -> row.getBytes("pdf")).optional();
  }

  /** Those of the partner that wait for a signature. */
  List<Long> prepared(PartnerId partner) {
    return jdbc.sql("SELECT id FROM agreement WHERE partner_id = :partner AND state = 'PREPARED' ORDER BY id").param("partner", partner.value())
        .query(Long.class).list();
  }

  /** Latest first. */
  List<Agreement> ofPartner(PartnerId partner, int most) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM agreement a WHERE a.partner_id = :partner ORDER BY a.id DESC LIMIT :most")
        .param("partner", partner.value())
        .param("most", most)
        .query(Agreements::agreement)
        .list();
  }

  /** @return false when it was not waiting for a signature any more */
  boolean sign(long id, Signature signature, byte[] sealed) {
    return jdbc.sql("""
            UPDATE agreement SET state = 'SIGNED', signed_at = :at, signed_name = :name, signed_title = :title, signed_from = :from, signed_with = :with,
              sealed_pdf = :sealed, sealed_sha256 = :sha256
            WHERE id = :id AND state = 'PREPARED'
            """)
        .param("id", id)
        .param("at", at(signature.at()))
        .param("name", signature.name())
        .param("title", signature.title())
        .param("from", signature.address())
        .param("with", signature.userAgent())
        .param("sealed", sealed)
        .param("sha256", HexFormat.of().formatHex(LinkToken.sha256(sealed)))
        .update() == 1;
  }

  /** @return false when it was not waiting for a signature any more */
  boolean expire(long id, Instant at) {
    return jdbc.sql("UPDATE agreement SET state = 'EXPIRED', expired_at = :at WHERE id = :id AND state = 'PREPARED'")
        .param("id", id)
        .param("at", at(at))
        .update() == 1;
  }

  private static Agreement agreement(ResultSet row, int number) throws SQLException {
    return new Agreement(
        row.getLong("id"),
        new PartnerId(row.getString("partner_id")),
        row.getLong("process_instance_key"),
        row.getString("program_version"),
        row.getString("tier"),
        Agreement.State.valueOf(row.getString("state")),
        row.getString("sha256"),
        row.getString("signer_name"),
        row.getString("signer_email"),
        row.getObject("prepared_at", OffsetDateTime.class).toInstant(),
        row.getObject("sign_until", OffsetDateTime.class).toInstant(),
        instant(row, "signed_at"),
        row.getString("signed_name"),
        row.getString("signed_title"),
        instant(row, "expired_at"),
        row.getString("sealed_sha256"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
