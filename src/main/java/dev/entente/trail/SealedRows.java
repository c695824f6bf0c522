package dev.entente.trail;

import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The chain's rows in its order, streamed in constant memory. */
@Repository
class SealedRows {

  private final JdbcTemplate jdbc;

  SealedRows(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.jdbc.setFetchSize(2_000);
  }

  record SealedRow(ChainLink link, long position, byte[] previousHash, byte[] hash) {}

  /** Needs a transaction, and is to be closed. */
  Stream<SealedRow> after(long position) {
    return jdbc.queryForStream("""
        SELECT id, subject, actor, action, details, process_instance_key, recorded_at, chain_position, previous_hash, hash
        FROM trail WHERE hash IS NOT NULL AND chain_position > ? ORDER BY chain_position
        """,
        (row, number) -> new SealedRow(ChainLink.read(row), row.getLong("chain_position"), row.getBytes("previous_hash"), row.getBytes("hash")), position);
  }

  Optional<byte[]> hashAt(long position) {
    return jdbc.query("SELECT hash FROM trail WHERE chain_position = ?", (row, number) -> row.getBytes("hash"), position).stream().findFirst();
  }

  long unsealed() {
    Long unsealed = jdbc.queryForObject("SELECT count(*) FROM trail WHERE hash IS NULL", Long.class);
    return unsealed == null ? 0 : unsealed;
  }
}
