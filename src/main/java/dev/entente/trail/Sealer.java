package dev.entente.trail;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Links new rows into the chain, in batches; an advisory lock makes it the only writer among all nodes.
 *
 * <p>The order of the chain is the order of sealing, which may differ from the order of ids when a transaction took long.
 */
@Component
class Sealer {

  private static final long LOCK = 0x7472_6169_6C00_0001L;
  private static final int BATCH = 1_000;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  Sealer(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  private record Head(long position, byte[] hash) {}

  @Scheduled(fixedDelayString = "${entente.trail.seal-interval:500ms}")
  void sealAll() {
    int sealed = BATCH;
    while (sealed == BATCH) {
      sealed = transaction.execute(status -> sealBatch());
    }
  }

  private int sealBatch() {
    if (!Boolean.TRUE.equals(jdbc.queryForObject("SELECT pg_try_advisory_xact_lock(?)", Boolean.class, LOCK))) {
      return 0;
    }
    List<ChainLink> links = jdbc.query("SELECT " + ChainLink.COLUMNS + " FROM trail WHERE hash IS NULL ORDER BY id LIMIT " + BATCH,
        (row, number) -> ChainLink.read(row));
    if (links.isEmpty()) {
      return 0;
    }
    write(links, head());
    return links.size();
  }

  private Head head() {
    return jdbc.query("SELECT chain_position, hash FROM trail WHERE chain_position IS NOT NULL ORDER BY chain_position DESC LIMIT 1",
            (row, number) -> new Head(row.getLong(1), row.getBytes(2)))
        .stream().findFirst().orElseGet(() -> new Head(0, ChainLink.beforeFirst()));
  }

  private void write(List<ChainLink> links, Head head) {
    List<Object[]> seals = new ArrayList<>(links.size());
    long position = head.position();
    byte[] previous = head.hash();
    for (ChainLink link : links) {
      position++;
      byte[] hash = link.hash(position, previous);
      seals.add(new Object[] {position, previous, hash, link.id()});
      previous = hash;
    }
    int[] updated = jdbc.batchUpdate("UPDATE trail SET chain_position = ?, previous_hash = ?, hash = ? WHERE id = ? AND hash IS NULL", seals);
    for (int count : updated) {
      if (count != 1) {
        throw new IllegalStateException("Expected to seal each of " + links.size() + " rows, but one was sealed by somebody else");
      }
    }
  }
}
