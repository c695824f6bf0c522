package dev.entente.trail;

import dev.entente.document.Attestations.Attestation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The signed heads of the chain. */
@Repository
class Checkpoints {

  private final JdbcClient jdbc;

  Checkpoints(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Checkpoint> last() {
    return jdbc.sql("""
            SELECT position, hash, signed_at, whole, algorithm, signature, certificate FROM trail_checkpoint ORDER BY position DESC LIMIT 1
            """)
        .query(Checkpoints::read).optional();
  }

  /** When all rows were last computed anew and found right. */
  Optional<Instant> lastWhole() {
    return jdbc.sql("SELECT max(signed_at) AS at FROM trail_checkpoint WHERE whole")
        .query((row, number) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class)).map(OffsetDateTime::toInstant)).single();
  }

  /** @return false when another node signed the same head */
  boolean add(Checkpoint checkpoint) {
    return jdbc.sql("""
            INSERT INTO trail_checkpoint (position, hash, signed_at, whole, algorithm, signature, certificate)
            VALUES (:position, :hash, :at, :whole, :algorithm, :signature, :certificate) ON CONFLICT (position) DO NOTHING
            """)
        .param("position", checkpoint.position())
        .param("hash", checkpoint.hash())
        .param("at", checkpoint.signedAt().atOffset(ZoneOffset.UTC))
        .param("whole", checkpoint.whole())
        .param("algorithm", checkpoint.attestation().algorithm())
        .param("signature", checkpoint.attestation().signature())
        .param("certificate", checkpoint.attestation().certificate())
        .update() == 1;
  }

  List<Checkpoint> from(long position) {
    return jdbc.sql("""
            SELECT position, hash, signed_at, whole, algorithm, signature, certificate FROM trail_checkpoint
            WHERE position >= :position ORDER BY position
            """)
        .param("position", position).query(Checkpoints::read).list();
  }

  /** The first one whose row is another one now, or is not there. */
  Optional<Long> firstContradicted() {
    return jdbc.sql("""
            SELECT c.position FROM trail_checkpoint c LEFT JOIN trail t ON t.chain_position = c.position
            WHERE t.hash IS DISTINCT FROM c.hash ORDER BY c.position LIMIT 1
            """)
        .query(Long.class).optional();
  }

  private static Checkpoint read(ResultSet row, int number) throws SQLException {
    return new Checkpoint(row.getLong("position"), row.getBytes("hash"), row.getObject("signed_at", OffsetDateTime.class).toInstant(), row.getBoolean("whole"),
        new Attestation(row.getString("algorithm"), row.getBytes("signature"), row.getString("certificate")));
  }
}
