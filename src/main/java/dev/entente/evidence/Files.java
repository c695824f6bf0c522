package dev.entente.evidence;

import dev.entente.partner.PartnerId;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps files that prove something, whole and unchanged. */
@Component
public class Files {

  /** In bytes. */
  public static final int LARGEST = 4 * 1024 * 1024;

  private static final String COLUMNS = "f.id, f.partner_id, f.name, f.media_type, f.size, f.sha256, f.stored_by, f.stored_at";

  private final JdbcClient jdbc;
  private final Trail trail;
  private final Clock clock;

  Files(JdbcClient jdbc, Trail trail, Clock clock) {
    this.jdbc = jdbc;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * Keeps a PDF, PNG, JPEG or plain text.
   *
   * @param name as the person's machine called it; it is cleaned
   * @param actor user name, or {@code contact:<id>}
   * @throws FileRefused with a message for people
   */
  @Transactional
  public FileId store(PartnerId partner, String name, byte[] content, String actor) {
    FileKind kind = checked(content);
    FileId id = new FileId(UUID.randomUUID());
    String sha256 = sha256(content);
    jdbc.sql("""
            INSERT INTO evidence_file (id, partner_id, name, media_type, size, sha256, content, stored_by, stored_at)
            VALUES (:id, :partner, :name, :type, :size, :sha256, :content, :actor, :now)
            """)
        .param("id", id.value())
        .param("partner", partner.value())
        .param("name", kind.nameOf(name))
        .param("type", kind.mediaType())
        .param("size", content.length)
        .param("sha256", sha256)
        .param("content", content)
        .param("actor", actor)
        .param("now", OffsetDateTime.now(clock))
        .update();
    trail.record(TrailEntry.of(partner.value(), actor, "file.stored", Map.of("file", id.toString(), "sha256", sha256, "size", content.length)));
    return id;
  }

  /** Whether {@link #store} would take it. */
  public static void check(byte[] content) {
    checked(content);
  }

  private static FileKind checked(byte[] content) {
    if (content.length == 0) {
      throw new FileRefused(FileRefused.Reason.EMPTY);
    }
    if (content.length > LARGEST) {
      throw new FileRefused(FileRefused.Reason.TOO_LARGE);
    }
    return FileKind.of(content).orElseThrow(() -> new FileRefused(FileRefused.Reason.KIND));
  }

  @Transactional(readOnly = true)
  public Optional<StoredFile> find(FileId id) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM evidence_file f WHERE f.id = :id").param("id", id.value()).query(Files::file).optional();
  }

  @Transactional(readOnly = true)
  public List<StoredFile> ofRequest(long request) {
    return jdbc.sql("SELECT " + COLUMNS + """
             FROM evidence_file f JOIN evidence_request_file r ON r.file_id = f.id WHERE r.request_id = :request ORDER BY f.name, f.id
            """)
        .param("request", request)
        .query(Files::file)
        .list();
  }

  /** By request, of all requests to a partner. */
  @Transactional(readOnly = true)
  public Map<Long, List<StoredFile>> ofRequestsOf(PartnerId partner) {
    Map<Long, List<StoredFile>> files = new HashMap<>();
    jdbc.sql("SELECT r.request_id, " + COLUMNS + """
             FROM evidence_file f JOIN evidence_request_file r ON r.file_id = f.id WHERE f.partner_id = :partner ORDER BY f.name, f.id
            """)
        .param("partner", partner.value())
        .query(row -> {
          files.computeIfAbsent(row.getLong("request_id"), none -> new ArrayList<>()).add(file(row, 0));
        });
    return files;
  }

  /** To be saved by the browser, never shown by it. */
  @Transactional(readOnly = true)
  public ResponseEntity<byte[]> download(StoredFile file) {
    byte[] content = jdbc.sql("SELECT content FROM evidence_file WHERE id = :id").param("id", file.id().value())
        .query((row, number) -> row.getBytes("content")).single();
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(file.mediaType()))
        .cacheControl(CacheControl.noStore())
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header(HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(file.name(), StandardCharsets.UTF_8).build().toString())
        .body(content);
  }

  private static StoredFile file(ResultSet row, int number) throws SQLException {
    return new StoredFile(new FileId(row.getObject("id", UUID.class)), new PartnerId(row.getString("partner_id")), row.getString("name"),
        row.getString("media_type"), row.getInt("size"), row.getString("sha256"), row.getString("stored_by"),
        row.getObject("stored_at", OffsetDateTime.class));
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
