package dev.entente.trail;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Computes the chain anew, row by row, and compares. */
@Component
class Verification {

  private final JdbcTemplate jdbc;

  Verification(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.jdbc.setFetchSize(2_000);
  }

  /**
   * @param rows that were found to be right
   * @param unsealed rows too new to be in the chain
   * @param headHash of the last right row: kept elsewhere, it proves later that nothing before it was changed or cut off
   */
  record Result(boolean verified, long rows, long unsealed, @Nullable Long firstBadPosition, @Nullable String reason, String headHash) {}

  private record Sealed(ChainLink link, long position, byte[] previousHash, byte[] hash) {}

  /** One pass over the table on one snapshot, in constant memory. */
  @Transactional(readOnly = true)
  public Result verify() {
    long rows = 0;
    byte[] previous = ChainLink.beforeFirst();
    String problem = null;
    try (Stream<Sealed> sealed = jdbc.queryForStream(
        "SELECT " + ChainLink.COLUMNS + ", chain_position, previous_hash, hash FROM trail WHERE hash IS NOT NULL ORDER BY chain_position",
        (row, number) -> new Sealed(ChainLink.read(row), row.getLong("chain_position"), row.getBytes("previous_hash"), row.getBytes("hash")))) {
      for (Iterator<Sealed> each = sealed.iterator(); each.hasNext() && problem == null; ) {
        Sealed row = each.next();
        problem = problem(row, rows + 1, previous);
        if (problem == null) {
          rows++;
          previous = row.hash();
        }
      }
    }
    Long unsealed = jdbc.queryForObject("SELECT count(*) FROM trail WHERE hash IS NULL", Long.class);
    return new Result(problem == null, rows, unsealed == null ? 0 : unsealed, problem == null ? null : rows + 1, problem,
        HexFormat.of().formatHex(previous));
  }

  private static @Nullable String problem(Sealed row, long expected, byte[] previous) {
    if (row.position() != expected) {
      return "The row is missing; the next one there is at position " + row.position() + ".";
    }
    if (!Arrays.equals(row.previousHash(), previous)) {
      return "The row does not follow the one before it.";
    }
    return Arrays.equals(row.link().hash(expected, previous), row.hash()) ? null : "What the row says was changed after it was sealed.";
  }
}
