package dev.entente.trail;

import dev.entente.document.Attestations;
import dev.entente.trail.SealedRows.SealedRow;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Computes the chain anew, row by row, and compares: from the last signed checkpoint on, or from the first row. */
@Component
class Verification {

  private final SealedRows rows;
  private final Checkpoints checkpoints;
  private final Attestations attestations;

  Verification(SealedRows rows, Checkpoints checkpoints, Attestations attestations) {
    this.rows = rows;
    this.checkpoints = checkpoints;
    this.attestations = attestations;
  }

  /**
   * @param rows that are right: computed anew, or before the checkpoint
   * @param unsealed rows too new to be in the chain
   * @param headHash of the last right row: kept elsewhere, it proves later that nothing before it was changed or cut off
   * @param since position of the checkpoint that it began at, 0 when it began at the first row
   */
  record Result(boolean verified, long rows, long unsealed, @Nullable Long firstBadPosition, @Nullable String reason, String headHash, long since) {}

  /** Where the computing begins, and what it has to meet there. */
  private record Start(long position, byte[] hash) {}

  /** One pass on one snapshot, in constant memory. */
  @Transactional(readOnly = true)
  public Result verify(boolean whole) {
    Optional<Checkpoint> last = checkpoints.last();
    if (last.isPresent() && !attestations.isGenuine(last.get().statement(), last.get().attestation())) {
      return broken(last.get().position(), "The checkpoint there is not signed by a certificate of this house.");
    }
    Optional<Long> contradicted = checkpoints.firstContradicted();
    if (contradicted.isPresent() && !whole) {
      return broken(contradicted.get(), "The signed checkpoint says another row.");
    }
    Start start = whole || last.isEmpty() ? new Start(0, ChainLink.beforeFirst()) : new Start(last.get().position(), last.get().hash());
    Result result = compute(start);
    return result.verified() && contradicted.isPresent() ? broken(contradicted.get(), "The signed checkpoint says another row.") : result;
  }

  private Result compute(Start start) {
    long right = start.position();
    byte[] previous = start.hash();
    String problem = null;
    try (Stream<SealedRow> sealed = rows.after(start.position())) {
      for (Iterator<SealedRow> each = sealed.iterator(); each.hasNext() && problem == null; ) {
        SealedRow row = each.next();
        problem = problem(row, right + 1, previous);
        if (problem == null) {
          right++;
          previous = row.hash();
        }
      }
    }
    Long bad = problem == null ? null : right + 1;
    return new Result(problem == null, right, rows.unsealed(), bad, problem, HexFormat.of().formatHex(previous), start.position());
  }

  private Result broken(long position, String reason) {
    return new Result(false, 0, rows.unsealed(), position, reason, "", 0);
  }

  private static @Nullable String problem(SealedRow row, long expected, byte[] previous) {
    if (row.position() != expected) {
      return "The row is missing; the next one there is at position " + row.position() + ".";
    }
    if (!Arrays.equals(row.previousHash(), previous)) {
      return "The row does not follow the one before it.";
    }
    return Arrays.equals(row.link().hash(expected, previous), row.hash()) ? null : "What the row says was changed after it was sealed.";
  }
}
