package dev.entente.application;

import dev.entente.application.ImportReader.Row;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Files of applications: kept with a verdict on each row, started once someone confirms, stopped on demand. */
@Component
class Imports {

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final ApplicationIntake applying;
  private final Duplicates duplicates;
  private final ProblemTexts texts;
  private final Clock clock;

  Imports(JdbcClient jdbc, JsonMapper json, ApplicationIntake applying, Duplicates duplicates, ProblemTexts texts, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.applying = applying;
    this.duplicates = duplicates;
    this.texts = texts;
    this.clock = clock;
  }

  /** A file and how far it is. */
  record Import(UUID id, String fileName, String createdBy, OffsetDateTime createdAt, String state, @Nullable OffsetDateTime finishedAt,
      long total, long good, long invalid, long duplicate, long accepted, long canceled) {

    public long done() {
      return accepted + canceled;
    }

    public long toDo() {
      return good + accepted + canceled;
    }

    public boolean isRunning() {
      return state.equals("RUNNING");
    }
  }

  record ImportRow(int line, String legalName, String status, @Nullable String partnerId, @Nullable String message) {}

  private record Verdict(String status, @Nullable String partnerId, @Nullable String message) {}

  /** Nothing is imported by it: it is there to be looked at. */
  @Transactional
  UUID preview(String fileName, byte[] file, String createdBy) {
    List<Row> rows = ImportReader.read(file);
    UUID id = UUID.randomUUID();
    jdbc.sql("INSERT INTO partner_import (id, file_name, created_by, created_at, state) VALUES (:id, :file, :by, :now, 'PREVIEW')")
        .param("id", id)
        .param("file", fileName.length() > 200 ? fileName.substring(0, 200) : fileName)
        .param("by", createdBy)
        .param("now", OffsetDateTime.now(clock))
        .update();
    Map<String, Integer> seen = new HashMap<>();
    List<Verdict> verdicts = rows.stream().map(row -> verdict(row, seen)).toList();
    insert(id, rows, verdicts);
    return id;
  }

  private Verdict verdict(Row row, Map<String, Integer> seen) {
    ApplicationRules.Checked checked = applying.check(row.application());
    Application application = checked.application();
    if (application == null) {
      return new Verdict("INVALID", null, texts.all(checked.problems()));
    }
    List<Duplicates.Match> existing = duplicates.of(application);
    if (!existing.isEmpty()) {
      return new Verdict("DUPLICATE", existing.get(0).partnerId(), texts.duplicate(existing));
    }
    List<String> keys = application.keys();
    Optional<Integer> earlier = keys.stream().map(seen::get).filter(Objects::nonNull).findFirst();
    if (earlier.isPresent()) {
      return new Verdict("DUPLICATE", null, texts.text("partner.import.sameAsLine", String.valueOf(earlier.get())));
    }
    keys.forEach(key -> seen.put(key, row.line()));
    return new Verdict("GOOD", null, null);
  }

  private void insert(UUID id, List<Row> rows, List<Verdict> verdicts) {
    jdbc.sql("""
            INSERT INTO partner_import_row (import_id, line, application, status, partner_id, message)
            SELECT :id, line, application::jsonb, status, partner_id, message
            FROM unnest(:lines::int[], :applications::text[], :statuses::text[], :partners::text[], :messages::text[])
              AS r(line, application, status, partner_id, message)
            """)
        .param("id", id)
        .param("lines", rows.stream().map(Row::line).toArray(Integer[]::new))
        .param("applications", rows.stream().map(row -> json.writeValueAsString(printable(row))).toArray(String[]::new))
        .param("statuses", verdicts.stream().map(Verdict::status).toArray(String[]::new))
        .param("partners", verdicts.stream().map(Verdict::partnerId).toArray(String[]::new))
        .param("messages", verdicts.stream().map(Verdict::message).toArray(String[]::new))
        .update();
  }

  /** The database takes no NUL; a row that holds one is refused anyway. */
  private static ApplicationRequest printable(Row row) {
    ApplicationRequest written = row.application();
    boolean clean = Stream.of(written.legalName(), written.country(), written.website(), written.registrationNumber(), written.requestedTier(),
        String.valueOf(written.contacts()), String.valueOf(written.markets())).noneMatch(text -> text != null && text.indexOf('\0') >= 0);
    String name = written.legalName();
    return clean ? written : new ApplicationRequest(name == null ? null : name.replace("\0", ""), null, null, null, List.of(), null, List.of());
  }

  @Transactional
  boolean confirm(UUID id) {
    return jdbc.sql("UPDATE partner_import SET state = 'RUNNING' WHERE id = :id AND state = 'PREVIEW'").param("id", id).update() == 1;
  }

  /** What was imported stays; what was not is never. */
  @Transactional
  boolean cancel(UUID id) {
    int updated = jdbc.sql("UPDATE partner_import SET state = 'CANCELED', finished_at = :now WHERE id = :id AND state IN ('PREVIEW', 'RUNNING')")
        .param("id", id)
        .param("now", OffsetDateTime.now(clock))
        .update();
    if (updated == 1) {
      jdbc.sql("UPDATE partner_import_row SET status = 'CANCELED' WHERE import_id = :id AND status = 'GOOD'").param("id", id).update();
    }
    return updated == 1;
  }

  Import of(UUID id) {
    return imports("WHERE i.id = :id", Map.of("id", id)).stream().findFirst().orElseThrow(() -> new ImportNotFound(id));
  }

  List<Import> newest() {
    return imports("WHERE i.id IN (SELECT id FROM partner_import ORDER BY created_at DESC LIMIT 10)", Map.of());
  }

  private List<Import> imports(String where, Map<String, Object> values) {
    return jdbc.sql("""
            SELECT i.id, i.file_name, i.created_by, i.created_at, i.state, i.finished_at, count(r.line) AS total,
              count(*) FILTER (WHERE r.status = 'GOOD') AS good, count(*) FILTER (WHERE r.status = 'INVALID') AS invalid,
              count(*) FILTER (WHERE r.status = 'DUPLICATE') AS duplicate, count(*) FILTER (WHERE r.status = 'ACCEPTED') AS accepted,
              count(*) FILTER (WHERE r.status = 'CANCELED') AS canceled
            FROM partner_import i LEFT JOIN partner_import_row r ON r.import_id = i.id
            """ + where + " GROUP BY i.id ORDER BY i.created_at DESC")
        .params(values)
        .query(Import.class)
        .list();
  }

  List<ImportRow> rows(UUID id, @Nullable String status, int page, int size) {
    return jdbc.sql("""
            SELECT line, coalesce(application->>'legalName', '') AS legal_name, status, partner_id, message
            FROM partner_import_row
            WHERE import_id = :id AND (:status::text IS NULL OR status = :status)
            ORDER BY line
            LIMIT :size OFFSET :offset
            """)
        .param("id", id)
        .param("status", status)
        .param("size", size)
        .param("offset", (long) page * size)
        .query(ImportRow.class)
        .list();
  }

  long count(UUID id, @Nullable String status) {
    return jdbc.sql("SELECT count(*) FROM partner_import_row WHERE import_id = :id AND (:status::text IS NULL OR status = :status)")
        .param("id", id)
        .param("status", status)
        .query(Long.class)
        .single();
  }
}
