package dev.entente.document;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * How much a PDF file unpacks to, before a library unpacks it in memory without asking: gigabytes of zeros fit into few megabytes.
 *
 * <p>Every stream is inflated and counted. What can't be counted so is refused: encrypted files, filters that swell as much as Flate does, other filters in
 * front of Flate, and filters that are not named beside their stream. Documents of ours have nothing of that and unpack to less than a megabyte.
 */
final class PdfBounds {

  private static final int MOST_BYTES = 64 << 20;
  private static final int MOST_SEALS = 20;
  private static final int HEADER = 2;

  private static final Pattern STREAM = Pattern.compile("(?<!end)stream\r?\n");
  private static final Pattern ESCAPED = Pattern.compile("#([0-9A-Fa-f]{2})");
  private static final Pattern UNCOUNTABLE = Pattern.compile("/Encrypt\\b|/LZW(Decode)?\\b|/F(ilter)?\\s+\\d+\\s+\\d+\\s+R\\b"
      + "|/(ASCII85Decode|ASCIIHexDecode|RunLengthDecode|FlateDecode|A85|AHx|RL|Fl)\\s*/Fl");
  private static final Pattern SEAL = Pattern.compile("/ByteRange\\b");

  private PdfBounds() {}

  static boolean hold(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    String names = ESCAPED.matcher(text).replaceAll(escaped -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escaped.group(1), 16))));
    return !UNCOUNTABLE.matcher(names).find() && SEAL.matcher(names).results().limit(MOST_SEALS + 1L).count() <= MOST_SEALS
        && isSmallUnpacked(file, text);
  }

  private static boolean isSmallUnpacked(byte[] file, String text) {
    int left = MOST_BYTES;
    Matcher streams = STREAM.matcher(text);
    while (left > 0 && streams.find()) {
      int start = Math.min(streams.end() + HEADER, file.length);
      left -= inflated(file, start, left);
    }
    return left > 0;
  }

  /** Without the header, which readers skip: it need not be right. */
  private static int inflated(byte[] file, int start, int most) {
    Inflater inflater = new Inflater(true);
    byte[] part = new byte[8192];
    int size = 0;
    try {
      inflater.setInput(file, start, file.length - start);
      for (int read = inflater.inflate(part); read > 0 && size < most; read = inflater.inflate(part)) {
        size += read;
      }
    } catch (DataFormatException notDeflated) {
      // It has another form, or ends here.
    } finally {
      inflater.end();
    }
    return size;
  }
}
