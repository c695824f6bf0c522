package dev.entente.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The program in force, and every version that was: read at the start, kept for good. */
@Component
public class Programs {

  private static final long MAX_BYTES = 1_000_000;

  private final JdbcClient jdbc;
  private final ProgramReader reader = new ProgramReader();
  private final Map<String, Program> versions = new ConcurrentHashMap<>();
  private final Program current;

  Programs(JdbcClient jdbc, Clock clock, @Value("${entente.program.file:classpath:program/default.yaml}") String file) {
    this.jdbc = jdbc;
    String content = contentOf(file);
    this.current = reader.read(file, content);
    keep(file, content, OffsetDateTime.now(clock));
    versions.put(current.version(), current);
  }

  /** What new applications are pinned to. */
  public Program current() {
    return current;
  }

  public Program version(String version) {
    return versions.computeIfAbsent(version, this::stored);
  }

  private Program stored(String version) {
    return jdbc.sql("SELECT content FROM program_version WHERE version = :version")
        .param("version", version)
        .query(String.class)
        .optional()
        .map(content -> reader.read("version " + version, content))
        .orElseThrow(() -> new IllegalStateException("Expected program version " + version + " in the database, but it was never loaded"));
  }

  private void keep(String file, String content, OffsetDateTime now) {
    int inserted = jdbc.sql("""
            INSERT INTO program_version (version, content, loaded_at) VALUES (:version, :content, :at)
            ON CONFLICT (version) DO NOTHING
            """)
        .param("version", current.version())
        .param("content", content)
        .param("at", now)
        .update();
    if (inserted == 0 && !stored(current.version()).equals(current)) {
      throw new ProgramRefused(file, List.of("version " + current.version() + " was in force with other content, and agreements may be pinned to it: "
          + "give the changed file a new version, or restore the old content"));
    }
  }

  private static String contentOf(String file) {
    Resource resource = file.contains(":") ? new DefaultResourceLoader().getResource(file) : new FileSystemResource(file);
    try {
      if (resource.contentLength() > MAX_BYTES) {
        throw new ProgramRefused(file, List.of("it has more than " + MAX_BYTES + " bytes"));
      }
      return resource.getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ProgramRefused(file, List.of("it can't be read (" + e.getMessage() + "); check entente.program.file"));
    }
  }
}
