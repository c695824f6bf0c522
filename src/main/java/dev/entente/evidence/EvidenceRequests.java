package dev.entente.evidence;

import dev.entente.evidence.EvidenceRequest.Kind;
import dev.entente.evidence.EvidenceRequest.State;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Processes;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Requests for evidence: asked by a process, answered by a contact in the portal, told to the process by a message. */
@Component
public class EvidenceRequests {

  private static final String COLUMNS = """
      SELECT id, partner_id AS partner, kind, title_key, instructions, state, process_instance_key, requested_at, due_at, submitted_at, submitted_by,
        signed_name, declaration, note
      FROM evidence_request
      """;

  private final JdbcClient jdbc;
  private final EvidenceMails mails;
  private final Processes processes;
  private final Trail trail;
  private final Clock clock;

  EvidenceRequests(JdbcClient jdbc, EvidenceMails mails, Processes processes, Trail trail, Clock clock) {
    this.jdbc = jdbc;
    this.mails = mails;
    this.processes = processes;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * What a contact hands in.
   *
   * @param signedName the name typed under the declaration; empty where nothing was declared
   */
  public record Answer(List<FileId> files, String signedName, String declaration, String note) {}

  /** Opens a request and mails it; the same activation of a step gets the request that it opened before. */
  @Transactional
  public long request(PartnerId partner, Kind kind, String titleKey, String instructions, Instant dueAt, JobContext job) {
    Optional<Long> opened = jdbc.sql("""
            INSERT INTO evidence_request (partner_id, kind, title_key, instructions, state, process_instance_key, element_instance_key, requested_at, due_at)
            VALUES (:partner, :kind, :title, :instructions, 'OPEN', :instance, :element, :now, :due)
            ON CONFLICT (element_instance_key) DO NOTHING RETURNING id
            """)
        .param("partner", partner.value())
        .param("kind", kind.name())
        .param("title", titleKey)
        .param("instructions", instructions)
        .param("instance", job.processInstanceKey())
        .param("element", job.elementInstanceKey())
        .param("now", now())
        .param("due", dueAt.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .optional();
    if (opened.isEmpty()) {
      return jdbc.sql("SELECT id FROM evidence_request WHERE element_instance_key = :element").param("element", job.elementInstanceKey())
          .query(Long.class).single();
    }
    mails.send("evidence-requested", "opened", find(opened.get()).orElseThrow(), job.elementId());
    trail.record(TrailEntry.of(partner.value(), "system", "evidence.requested", Map.of("request", opened.get(), "kind", kind.name()))
        .in(job.processInstanceKey()));
    return opened.get();
  }

  /** Mails again, once for each job; nothing where it is answered or withdrawn. */
  @Transactional
  public void remind(long id, JobContext job) {
    EvidenceRequest request = lock(id);
    if (request.isOpen()) {
      mails.send("evidence-reminder", "reminded:" + job.jobKey(), request, job.elementId());
    }
  }

  /** A later day, and a mail that says so, once for each job; nothing where it is answered or withdrawn. */
  @Transactional
  public void prolong(long id, Instant dueAt, JobContext job) {
    if (!lock(id).isOpen()) {
      return;
    }
    jdbc.sql("UPDATE evidence_request SET due_at = :due WHERE id = :id").param("due", dueAt.atOffset(ZoneOffset.UTC)).param("id", id).update();
    EvidenceRequest later = lock(id);
    mails.send("evidence-reminder", "prolonged:" + job.jobKey(), later, job.elementId());
    trail.record(TrailEntry.of(later.partner().value(), "system", "evidence.prolonged", Map.of("request", id, "dueAt", dueAt.toString()))
        .in(later.processInstanceKey()));
  }

  /** The process needs it no more; what was handed in stays. */
  @Transactional
  public void withdraw(long id) {
    EvidenceRequest request = lock(id);
    int updated = jdbc.sql("UPDATE evidence_request SET state = 'WITHDRAWN', withdrawn_at = :now WHERE id = :id AND state = 'OPEN'")
        .param("now", now())
        .param("id", id)
        .update();
    if (updated == 1) {
      trail.record(TrailEntry.of(request.partner().value(), "system", "evidence.withdrawn", Map.of("request", id)).in(request.processInstanceKey()));
    }
  }

  /**
   * Takes a contact's answer and tells the process; of two answers at the same time one is taken.
   *
   * @return false when it was answered or withdrawn meanwhile
   */
  @Transactional
  public boolean submit(long id, Answer answer, long contactId) {
    EvidenceRequest request = lock(id);
    if (request.state() != State.OPEN) {
      return false;
    }
    jdbc.sql("""
            UPDATE evidence_request SET state = 'SUBMITTED', submitted_at = :now, submitted_by = :contact, signed_name = nullif(:name, ''),
              declaration = nullif(:declaration, ''), note = nullif(:note, '')
            WHERE id = :id
            """)
        .param("now", now())
        .param("contact", contactId)
        .param("name", answer.signedName())
        .param("declaration", answer.declaration())
        .param("note", answer.note())
        .param("id", id)
        .update();
    answer.files().forEach(file -> jdbc.sql("INSERT INTO evidence_request_file (request_id, file_id) VALUES (:request, :file)")
        .param("request", id).param("file", file.value()).update());
    trail.record(TrailEntry.of(request.partner().value(), "contact:" + contactId, "evidence.submitted",
        Map.of("request", id, "files", answer.files().stream().map(FileId::toString).toList(), "declared", !answer.signedName().isEmpty()))
        .in(request.processInstanceKey()));
    processes.publish("evidence-submitted", String.valueOf(id), Map.of("evidenceRequestId", id));
    return true;
  }

  @Transactional(readOnly = true)
  public Optional<EvidenceRequest> find(long id) {
    return jdbc.sql(COLUMNS + " WHERE id = :id").param("id", id).query((row, number) -> EvidenceRows.request(row)).optional();
  }

  /** Open ones first, by when they are due; then the latest. */
  @Transactional(readOnly = true)
  public List<EvidenceRequest> ofPartner(PartnerId partner, int most) {
    return jdbc.sql(COLUMNS + """
             WHERE partner_id = :partner
            ORDER BY state <> 'OPEN', CASE WHEN state = 'OPEN' THEN due_at END, id DESC LIMIT :most
            """)
        .param("partner", partner.value())
        .param("most", most)
        .query((row, number) -> EvidenceRows.request(row))
        .list();
  }

  private EvidenceRequest lock(long id) {
    return jdbc.sql(COLUMNS + " WHERE id = :id FOR UPDATE").param("id", id).query((row, number) -> EvidenceRows.request(row)).optional()
        .orElseThrow(() -> new IllegalStateException("Expected evidence request " + id + ", but there is none"));
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }
}
