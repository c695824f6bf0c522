package dev.entente.trail;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A row of the record in the form that its hash covers.
 *
 * <p>SHA-256 over: the previous hash (32 bytes), position, id, microseconds since 1970, process instance key or 0 (8 bytes each, big-endian), then
 * subject, actor, action and details, each as its length in bytes (4 bytes) and its UTF-8 bytes. The first row's previous hash is 32 zeros.
 */
record ChainLink(long id, String subject, String actor, String action, String details, @Nullable Long processInstanceKey, OffsetDateTime recordedAt) {

  static final String COLUMNS = "id, subject, actor, action, details, process_instance_key, recorded_at";

  static byte[] beforeFirst() {
    return new byte[32];
  }

  static ChainLink read(ResultSet row) throws SQLException {
    return new ChainLink(row.getLong("id"), row.getString("subject"), row.getString("actor"), row.getString("action"), row.getString("details"),
        row.getObject("process_instance_key", Long.class), row.getObject("recorded_at", OffsetDateTime.class));
  }

  byte[] hash(long position, byte[] previous) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(previous);
      out.writeLong(position);
      out.writeLong(id);
      out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt.toInstant()));
      out.writeLong(processInstanceKey == null ? 0 : processInstanceKey);
      for (String field : new String[] {subject, actor, action, details}) {
        byte[] text = field.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
      return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected SHA-256 in every Java runtime, but it is missing", e);
    }
  }
}
