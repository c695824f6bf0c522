package dev.entente.trail;

import dev.entente.document.Attestations;
import dev.entente.trail.SealedRows.SealedRow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the trail with all that a stranger needs to verify it: a JSON object a line, in the order of the chain, as {@link TrailVerifier} reads it.
 *
 * <p>First a header and the certificates that ever sealed here; then the entries, each checkpoint after the entry that it signs; at last the end, so that a
 * file that was cut off is known as such. What an entry's hash covers is told at {@link ChainLink}, what a checkpoint's signature covers at
 * {@link Checkpoint#statement}.
 */
@Component
class TrailExport {

  private final SealedRows rows;
  private final Checkpoints checkpoints;
  private final Attestations attestations;
  private final JsonMapper json;
  private final Clock clock;

  TrailExport(SealedRows rows, Checkpoints checkpoints, Attestations attestations, JsonMapper json, Clock clock) {
    this.rows = rows;
    this.checkpoints = checkpoints;
    this.attestations = attestations;
    this.json = json;
    this.clock = clock;
  }

  /** Where an export begins: the position and the hash of the last entry that the reader has. */
  record Start(long position, byte[] hash) {}

  /** Empty when there is no such entry; 0 is before the first. */
  Optional<Start> after(long position) {
    return position == 0 ? Optional.of(new Start(0, ChainLink.beforeFirst())) : rows.hashAt(position).map(hash -> new Start(position, hash));
  }

  /** On one snapshot, in constant memory. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public void write(Start start, OutputStream out) throws IOException {
    line(out, Map.of("type", "header", "format", "entente-trail-1", "exportedAt", clock.instant().toString(), "after", start.position(),
        "previousHash", hex(start.hash())));
    for (byte[] certificate : attestations.certificates()) {
      line(out, Map.of("type", "certificate", "certificate", base64(certificate)));
    }
    Start last = start;
    Iterator<Checkpoint> signed = checkpoints.from(Math.max(start.position(), 1)).iterator();
    Optional<Checkpoint> next = written(signed, Optional.empty(), start.position(), out);
    try (Stream<SealedRow> entries = rows.after(start.position())) {
      for (Iterator<SealedRow> each = entries.iterator(); each.hasNext(); ) {
        SealedRow entry = each.next();
        line(out, entry(entry));
        last = new Start(entry.position(), entry.hash());
        next = written(signed, next, entry.position(), out);
      }
    }
    line(out, Map.of("type", "end", "position", last.position(), "hash", hex(last.hash())));
  }

  /** Writes the checkpoints up to a position; answers the one after it. */
  private Optional<Checkpoint> written(Iterator<Checkpoint> signed, Optional<Checkpoint> first, long position, OutputStream out) throws IOException {
    Optional<Checkpoint> next = first.isEmpty() && signed.hasNext() ? Optional.of(signed.next()) : first;
    while (next.isPresent() && next.get().position() <= position) {
      line(out, checkpoint(next.get()));
      next = signed.hasNext() ? Optional.of(signed.next()) : Optional.empty();
    }
    return next;
  }

  private static Map<String, Object> entry(SealedRow row) {
    ChainLink link = row.link();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", "entry");
    fields.put("position", row.position());
    fields.put("id", link.id());
    fields.put("recordedAt", link.recordedAt().toInstant().toString());
    fields.put("subject", link.subject());
    fields.put("actor", link.actor());
    fields.put("action", link.action());
    fields.put("details", link.details());
    if (link.processInstanceKey() != null) {
      fields.put("processInstanceKey", link.processInstanceKey());
    }
    fields.put("previousHash", hex(row.previousHash()));
    fields.put("hash", hex(row.hash()));
    return fields;
  }

  private static Map<String, Object> checkpoint(Checkpoint checkpoint) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", "checkpoint");
    fields.put("position", checkpoint.position());
    fields.put("hash", hex(checkpoint.hash()));
    fields.put("signedAt", checkpoint.signedAt().toString());
    fields.put("algorithm", checkpoint.attestation().algorithm());
    fields.put("certificate", checkpoint.attestation().certificate());
    fields.put("signature", base64(checkpoint.attestation().signature()));
    return fields;
  }

  private void line(OutputStream out, Map<String, Object> fields) throws IOException {
    out.write((json.writeValueAsString(fields) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
