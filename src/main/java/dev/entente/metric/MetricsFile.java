package dev.entente.metric;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a CSV file of measurements; a file that is not well-formed is refused as a whole, by line and reason. */
final class MetricsFile {

  static final List<String> HEADER = List.of("partnerId", "metric", "source", "period", "value");
  static final int MOST_ROWS = 5000;
  private static final int MOST_BYTES = 2 * 1024 * 1024;

  private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

  private MetricsFile() {}

  /** The message says at which line, why, and what to do. */
  static class Malformed extends RuntimeException {

    Malformed(long line, String reason) {
      super("Line " + line + ": " + reason);
    }
  }

  /** @param line where the row ends in the file, from 1 */
  record Row(long line, MetricEntry entry) {}

  static List<Row> read(byte[] file) {
    List<Row> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(decode(file)), FORMAT)) {
      List<String> columns = null;
      for (CSVRecord record : parser) {
        long line = Math.max(1, parser.getCurrentLineNumber());
        if (columns == null) {
          columns = columns(record);
        } else if (record.stream().anyMatch(cell -> !cell.isBlank())) {
          rows.add(new Row(line, entry(line, record, columns)));
        }
        if (rows.size() > MOST_ROWS) {
          throw new Malformed(line, "a file may have at most " + MOST_ROWS + " rows; split it");
        }
      }
    } catch (IOException | UncheckedIOException unreadable) {
      throw new Malformed(rows.isEmpty() ? 1 : rows.get(rows.size() - 1).line() + 1, "a quoted value is not closed, or text follows its closing quote");
    }
    if (rows.isEmpty()) {
      throw new Malformed(1, "the file has no rows; the first line is the header " + String.join(",", HEADER) + ", each line after it one measurement");
    }
    return rows;
  }

  private static String decode(byte[] file) {
    if (file.length > MOST_BYTES) {
      throw new Malformed(1, "the file may have at most " + MOST_BYTES + " bytes; split it");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new Malformed(1, "a character is not UTF-8; save the file as \"CSV UTF-8\"");
    }
  }

  private static List<String> columns(CSVRecord record) {
    List<String> columns = record.stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
    List<String> wanted = HEADER.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    if (columns.size() != wanted.size() || !columns.containsAll(wanted)) {
      throw new Malformed(1, "expected the header " + String.join(",", HEADER) + ", in any order");
    }
    return columns;
  }

  private static MetricEntry entry(long line, CSVRecord record, List<String> columns) {
    if (record.size() != columns.size()) {
      throw new Malformed(line, "expected " + columns.size() + " values, but found " + record.size() + "; put values that hold a comma between double quotes");
    }
    String[] values = HEADER.stream().map(name -> record.get(columns.indexOf(name.toLowerCase(Locale.ROOT)))).toArray(String[]::new);
    return new MetricEntry(values[0], values[1], values[2], values[3], values[4]);
  }
}
