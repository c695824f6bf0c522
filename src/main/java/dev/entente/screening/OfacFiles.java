package dev.entente.screening;

import dev.entente.screening.ListedParty.Kind;
import dev.entente.screening.ListedParty.Name;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the US Treasury's list as it is published: {@code sdn.csv}, {@code alt.csv}, {@code add.csv}, columns by position, {@code -0-} for empty, a
 * control character at the end.
 */
final class OfacFiles {

  static final String LIST = "OFAC SDN";
  static final List<String> FILES = List.of("sdn.csv", "alt.csv", "add.csv");
  private static final int MOST_ROWS = 500_000;
  private static final int LONGEST_FIELD = 4_000;
  private static final Pattern WEAK_ALIAS = Pattern.compile("[afn]\\.k\\.a\\. '([^']{5,120})'");
  private static final Map<String, Kind> KINDS =
      Map.of("individual", Kind.INDIVIDUAL, "vessel", Kind.VESSEL, "aircraft", Kind.AIRCRAFT, "entity", Kind.ENTITY, "", Kind.ENTITY);

  private OfacFiles() {}

  /** One entry while its rows come together. */
  private record Draft(Kind kind, String programs, List<Name> names, List<String> countries) {}

  /** @param files content by file name; all but {@code sdn.csv} may be missing */
  static List<ListedParty> read(Map<String, byte[]> files) {
    if (!files.containsKey("sdn.csv")) {
      throw new MalformedList("sdn.csv", 0, "the file is missing");
    }
    Map<String, Draft> drafts = new LinkedHashMap<>();
    rows("sdn.csv", files.get("sdn.csv"), 12, (line, row) -> addEntry(drafts, line, row));
    if (drafts.isEmpty()) {
      throw new MalformedList("sdn.csv", 0, "the file holds no entry");
    }
    List<String> strays = new ArrayList<>();
    rows("alt.csv", files.get("alt.csv"), 5, (line, row) -> {
      Draft draft = known(drafts, strays, "alt.csv", line, row.get(0));
      if (draft != null && !row.get(3).isEmpty()) {
        draft.names.add(new Name(row.get(3), true));
      }
    });
    rows("add.csv", files.get("add.csv"), 6, (line, row) -> {
      Draft draft = known(drafts, strays, "add.csv", line, row.get(0));
      if (draft != null && !row.get(4).isEmpty() && !draft.countries.contains(row.get(4))) {
        draft.countries.add(row.get(4));
      }
    });
    // A few strays are entries taken off the list between two downloads; many are a file that was cut off.
    if (strays.size() > 20 + drafts.size() / 20) {
      throw new MalformedList("sdn.csv", 0, strays.size() + " rows of the other files belong to entries that it doesn't have, first " + strays.get(0));
    }
    List<ListedParty> parties = new ArrayList<>();
    drafts.forEach((id, draft) -> parties.add(
        new ListedParty(LIST, id, draft.kind, draft.programs, List.copyOf(draft.names), List.copyOf(draft.countries))));
    return parties;
  }

  private static void addEntry(Map<String, Draft> drafts, long line, List<String> row) {
    String id = row.get(0);
    Kind kind = KINDS.get(row.get(2).toLowerCase(java.util.Locale.ROOT));
    if (kind == null) {
      throw new MalformedList("sdn.csv", line, "expected individual, vessel, aircraft or -0- as type, but got '" + row.get(2) + "'");
    }
    if (row.get(1).isEmpty()) {
      throw new MalformedList("sdn.csv", line, "entry " + id + " has no name");
    }
    Draft draft = new Draft(kind, row.get(3), new ArrayList<>(List.of(new Name(row.get(1), false))), new ArrayList<>());
    Matcher weak = WEAK_ALIAS.matcher(row.get(11));
    while (weak.find()) {
      // Nicknames of one word ('Peter', 'The Surgeon') would find anybody.
      if (weak.group(1).strip().replaceAll("(?i)\\b(el|la|the|al|abu)\\b", "").strip().contains(" ")) {
        draft.names.add(new Name(weak.group(1), true));
      }
    }
    if (drafts.putIfAbsent(id, draft) != null) {
      throw new MalformedList("sdn.csv", line, "entry " + id + " was there before");
    }
  }

  private static @Nullable Draft known(Map<String, Draft> drafts, List<String> strays, String file, long line, String id) {
    Draft draft = drafts.get(id);
    if (draft == null) {
      strays.add(file + ", line " + line + ": " + id);
    }
    return draft;
  }

  private interface RowReader {
    void read(long line, List<String> row);
  }

  private static void rows(String file, byte @Nullable [] content, int columns, RowReader reader) {
    if (content == null) {
      return;
    }
    String text = text(content).replace("\u001a", "");
    long line = 0;
    try (CSVParser parser = CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(true).get().parse(new StringReader(text))) {
      for (CSVRecord record : parser) {
        line = parser.getCurrentLineNumber();
        if (record.getRecordNumber() > MOST_ROWS) {
          throw new MalformedList(file, line, "more than " + MOST_ROWS + " rows");
        }
        reader.read(line, fields(file, line, record, columns));
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new MalformedList(file, line + 1, "not well-formed CSV (" + e.getMessage() + ")");
    }
  }

  private static List<String> fields(String file, long line, CSVRecord record, int columns) {
    if (record.size() != columns) {
      throw new MalformedList(file, line, "expected " + columns + " columns, but got " + record.size());
    }
    List<String> fields = record.stream().map(field -> field.strip().equals("-0-") ? "" : field.strip()).toList();
    if (fields.stream().anyMatch(field -> field.length() > LONGEST_FIELD)) {
      throw new MalformedList(file, line, "a field has more than " + LONGEST_FIELD + " characters");
    }
    if (!fields.get(0).matches("\\d{1,9}")) {
      throw new MalformedList(file, line, "expected an entry's number first, but got '" + shortened(fields.get(0)) + "'");
    }
    return fields;
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private static String text(byte[] content) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      return new String(content, Charset.forName("windows-1252"));
    }
  }
}
