package dev.entente.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kinds of files are taken, told by their first bytes; a name or a declared type proves nothing. */
enum FileKind {
  PDF("application/pdf", "pdf"), PNG("image/png", "png"), JPEG("image/jpeg", "jpg"), TEXT("text/plain", "txt");

  private static final byte[] PDF_START = "%PDF-".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] JPEG_START = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

  private final String mediaType;
  private final String extension;

  FileKind(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  String mediaType() {
    return mediaType;
  }

  static Optional<FileKind> of(byte[] content) {
    if (starts(content, PDF_START)) {
      return Optional.of(PDF);
    }
    if (starts(content, PNG_START)) {
      return Optional.of(PNG);
    }
    if (starts(content, JPEG_START)) {
      return Optional.of(JPEG);
    }
    return isText(content) ? Optional.of(TEXT) : Optional.empty();
  }

  /** The name without folders, line breaks and tricks with the direction of writing, ending as its kind does. */
  String nameOf(String given) {
    String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
        .replaceAll("[\\p{Cntrl}\\p{Cf}\"<>|:*?]", "").strip();
    String bare = name.substring(0, Math.min(name.length(), 100));
    String lower = bare.toLowerCase(Locale.ROOT);
    if (lower.endsWith("." + extension) || this == JPEG && lower.endsWith(".jpeg")) {
      return bare;
    }
    return (bare.isEmpty() ? "file" : bare) + "." + extension;
  }

  private static boolean starts(byte[] content, byte[] start) {
    return content.length > start.length && Arrays.equals(content, 0, start.length, start, 0, start.length);
  }

  /** UTF-8 without control characters, and no markup: what a browser could take for a page is no plain text here. */
  private static boolean isText(byte[] content) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      boolean plain = text.chars().allMatch(c -> c >= ' ' && c != 0x7f || c == '\n' || c == '\r' || c == '\t' || c == '\f');
      return plain && !text.replaceFirst("^\\uFEFF?\\s*", "").startsWith("<");
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
