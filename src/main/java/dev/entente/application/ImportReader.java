package dev.entente.application;

import dev.entente.partner.ContactRequest;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a CSV file of applications; a file that is not well-formed is refused as a whole, by line and reason. */
public final class ImportReader {

  static final int MAX_BYTES = 4 * 1024 * 1024;
  static final int MAX_ROWS = 10_000;
  private static final int MAX_CELL = 4_000;

  public static final List<String> HEADER = List.of("legalName", "country", "website", "registrationNumber", "contactName", "contactEmail", "contactRole",
      "requestedTier", "markets");

  private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

  private ImportReader() {}

  /** The file can't be taken; the message says at which line, why, and what to do. */
  static class MalformedCsv extends RuntimeException {

    private final long line;

    MalformedCsv(long line, String reason) {
      super("Line " + line + ": " + reason);
      this.line = line;
    }

    long line() {
      return line;
    }
  }

  /** @param line where the row starts in the file, from 1 */
  record Row(int line, ApplicationRequest application) {}

  static List<Row> read(byte[] file) {
    String text = decode(file);
    List<Row> rows = new ArrayList<>();
    Lines lines = new Lines(text);
    try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
      Map<String, Integer> columns = null;
      for (CSVRecord record : parser) {
        int line = lines.at(record.getCharacterPosition());
        if (columns == null) {
          columns = columns(record);
        } else if (!isBlank(record)) {
          rows.add(new Row(line, application(line, record, columns)));
        }
        if (rows.size() > MAX_ROWS) {
          throw new MalformedCsv(line, "a file may have at most " + MAX_ROWS + " rows; split it");
        }
        lines.passed(parser.getCurrentLineNumber());
      }
    } catch (IOException | UncheckedIOException e) {
      throw new MalformedCsv(lines.next(), quoting(e));
    }
    if (rows.isEmpty()) {
      throw new MalformedCsv(1, "the file has no rows; the first line is the header " + String.join(",", HEADER) + ", each line after it one application");
    }
    return rows;
  }

  /** Counts lines as people do in an editor: blank ones and those within quotes included. */
  private static final class Lines {

    private final String text;
    private int position;
    private int line = 1;
    private long passed;

    Lines(String text) {
      this.text = text;
    }

    /** @param start of a row, or of the blank lines before it; never goes back */
    int at(long start) {
      int end = (int) start;
      while (end < text.length() && (text.charAt(end) == '\n' || text.charAt(end) == '\r')) {
        end++;
      }
      for (; position < end; position++) {
        line += text.charAt(position) == '\n' ? 1 : 0;
      }
      return line;
    }

    void passed(long lines) {
      passed = lines;
    }

    long next() {
      return passed + 1;
    }
  }

  private static String decode(byte[] file) {
    if (file.length > MAX_BYTES) {
      throw new MalformedCsv(1, "the file may have at most " + MAX_BYTES + " bytes; split it");
    }
    ByteBuffer bytes = ByteBuffer.wrap(file);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      long line = 1;
      for (int i = 0; i < bytes.position(); i++) {
        line += file[i] == '\n' ? 1 : 0;
      }
      throw new MalformedCsv(line, "a character is not UTF-8; save the file as \"CSV UTF-8\"");
    }
  }

  private static Map<String, Integer> columns(CSVRecord record) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < record.size(); i++) {
      String written = record.get(i).strip();
      String name = HEADER.stream().filter(written::equalsIgnoreCase).findFirst()
          .orElseThrow(() -> new MalformedCsv(1, "unknown column \"" + shortened(written) + "\"; the header is " + String.join(",", HEADER)));
      if (columns.put(name, i) != null) {
        throw new MalformedCsv(1, "the column " + name + " is there twice");
      }
    }
    List<String> missing = HEADER.stream().filter(name -> !columns.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new MalformedCsv(1, "missing column " + String.join(", ", missing) + "; the header is " + String.join(",", HEADER));
    }
    return columns;
  }

  private static ApplicationRequest application(long line, CSVRecord record, Map<String, Integer> columns) {
    if (record.size() != columns.size()) {
      throw new MalformedCsv(line, "expected " + columns.size() + " values, but found " + record.size()
          + "; put values that hold a comma, a quote or a line break between double quotes");
    }
    for (String cell : record) {
      if (cell.length() > MAX_CELL) {
        throw new MalformedCsv(line, "a value has more than " + MAX_CELL + " characters; is a closing quote missing?");
      }
    }
    ContactRequest contact = new ContactRequest(record.get(columns.get("contactName")), record.get(columns.get("contactEmail")),
        record.get(columns.get("contactRole")));
    return new ApplicationRequest(record.get(columns.get("legalName")), record.get(columns.get("country")), record.get(columns.get("website")),
        record.get(columns.get("registrationNumber")), List.of(contact), record.get(columns.get("requestedTier")),
        markets(record.get(columns.get("markets"))));
  }

  static List<String> markets(String written) {
    return Arrays.stream(written.split("[;,\\s]+")).filter(market -> !market.isEmpty()).toList();
  }

  private static boolean isBlank(CSVRecord record) {
    return record.stream().allMatch(String::isBlank);
  }

  private static String quoting(Exception e) {
    String reason = String.valueOf(e.getMessage());
    return reason.contains("EOF") ? "a quoted value is never closed; add the missing double quote"
        : "text after a closing quote; double the quotes within a value, as in \"a \"\"b\"\" c\"";
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }
}
