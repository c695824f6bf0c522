package dev.entente.trail;

import dev.entente.document.Attestations.Attestation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The chain's head as it was at a time, signed: rows up to there were as they were written, and can't be written anew unseen.
 *
 * @param signedAt in whole seconds, by the application's clock
 * @param whole whether it was signed after all rows were computed anew, not only those after the checkpoint before it
 */
record Checkpoint(long position, byte[] hash, Instant signedAt, boolean whole, Attestation attestation) {

  /** What the signature covers: four lines, each with its end. */
  static byte[] statement(long position, byte[] hash, Instant signedAt) {
    return ("entente-trail-checkpoint\n" + position + "\n" + HexFormat.of().formatHex(hash) + "\n" + signedAt + "\n").getBytes(StandardCharsets.UTF_8);
  }

  byte[] statement() {
    return statement(position, hash, signedAt);
  }
}
