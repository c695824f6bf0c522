package dev.entente.screening;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The place the list's files come from: a folder, or what ships for the demo. */
final class ListFolder {

  private static final long LARGEST_FILE = 64L << 20;
  /** When the excerpt was taken; the published files do not tell their own date. */
  private static final Instant EXCERPT = Instant.parse("2026-11-24T00:00:00Z");

  private final @Nullable Path folder;

  ListFolder(@Nullable Path folder) {
    this.folder = folder;
  }

  /** Files read at once, with what tells this version from any other. */
  record Snapshot(Map<String, byte[]> files, String sha256, Instant changedAt) {}

  String source() {
    return folder == null ? "demo excerpt" : folder.toString();
  }

  /** Changes when any file's size or time does; cheap enough to ask often. */
  String fingerprint() {
    StringBuilder print = new StringBuilder();
    for (String file : OfacFiles.FILES) {
      try {
        BasicFileAttributes attributes = folder == null ? null : Files.readAttributes(folder.resolve(file), BasicFileAttributes.class);
        print.append(attributes == null ? "" : attributes.size() + "@" + attributes.lastModifiedTime()).append(' ');
      } catch (IOException missing) {
        print.append("- ");
      }
    }
    return print.toString();
  }

  Snapshot read() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    Instant changedAt = folder == null ? EXCERPT : Instant.EPOCH;
    try {
      for (String file : OfacFiles.FILES) {
        if (folder == null) {
          files.put(file, shipped(file));
        } else if (Files.exists(folder.resolve(file))) {
          files.put(file, bounded(folder.resolve(file)));
          Instant changed = Files.getLastModifiedTime(folder.resolve(file)).toInstant();
          changedAt = changed.isAfter(changedAt) ? changed : changedAt;
        }
      }
    } catch (IOException e) {
      throw new MalformedList(source(), 0, "can't be read (" + e.getMessage() + ")");
    }
    return new Snapshot(files, sha256(files), changedAt);
  }

  private static byte[] bounded(Path file) throws IOException {
    if (Files.size(file) > LARGEST_FILE) {
      throw new MalformedList(file.getFileName().toString(), 0, "larger than " + (LARGEST_FILE >> 20) + " MB");
    }
    return Files.readAllBytes(file);
  }

  private static byte[] shipped(String file) throws IOException {
    try (InputStream in = ListFolder.class.getResourceAsStream("/screening/" + file)) {
      if (in == null) {
        throw new UncheckedIOException(new IOException("Expected /screening/" + file + " on the class path"));
      }
      return in.readAllBytes();
    }
  }

  private static String sha256(Map<String, byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach((name, content) -> {
        digest.update((name + ":" + content.length + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        digest.update(content);
      });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected SHA-256, but the JVM has none", e);
    }
  }
}
