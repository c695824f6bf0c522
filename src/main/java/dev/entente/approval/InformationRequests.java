package dev.entente.approval;

import dev.entente.process.Processes;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What approvers want to know of requesters, and the answers. */
@Component
public class InformationRequests {

  private final JdbcClient jdbc;
  private final Processes processes;
  private final ApprovalTrail trail;
  private final Clock clock;

  InformationRequests(JdbcClient jdbc, Processes processes, ApprovalTrail trail, Clock clock) {
    this.jdbc = jdbc;
    this.processes = processes;
    this.trail = trail;
    this.clock = clock;
  }

  /** InformationRequests and answers of an approval, oldest first. */
  public List<InformationRequest> of(String approvalId) {
    return jdbc.sql("SELECT * FROM approval_question WHERE approval_id = :id ORDER BY id").param("id", approvalId).query(InformationRequest.class).list();
  }

  /**
   * The answer of the contact who asked for the approval, and has no task: it is kept, and the process that waits for it goes on. Answers false when there
   * is nothing to answer any more.
   */
  @Transactional
  public boolean answer(Approval approval, InformationRequest question, String text) {
    if (!settle(approval, question, approval.requestedBy(), text)) {
      return false;
    }
    processes.publish("approval-information-given", question.messageKey(), Map.of());
    return true;
  }

  /** What nobody answered yet of those who asked for approvals that are open. */
  List<InformationRequest> openTo(String requester) {
    return jdbc.sql("""
            SELECT q.* FROM approval_question q JOIN approval a ON a.id = q.approval_id
            WHERE a.requested_by = :requester AND a.state = 'PENDING' AND q.answered_at IS NULL
            ORDER BY q.id
            LIMIT 20
            """)
        .param("requester", requester).query(InformationRequest.class).list();
  }

  Optional<InformationRequest> find(long id) {
    return jdbc.sql("SELECT * FROM approval_question WHERE id = :id").param("id", id).query(InformationRequest.class).optional();
  }

  /** What the same job asked before: it asks once, however often it runs. */
  Optional<InformationRequest> askedBy(long elementInstance) {
    return jdbc.sql("SELECT * FROM approval_question WHERE element_instance_key = :key").param("key", elementInstance).query(InformationRequest.class).optional();
  }

  InformationRequest ask(String approvalId, ApprovalLifecycle.Answer answer, long elementInstance) {
    long id = jdbc.sql("""
            INSERT INTO approval_question (approval_id, level, seat, question, asked_by, asked_for, asked_at, element_instance_key)
            VALUES (:id, :level, :seat, :question, :by, :for, :now, :key)
            RETURNING id
            """)
        .param("id", approvalId)
        .param("level", answer.level())
        .param("seat", answer.seat())
        .param("question", answer.reason())
        .param("by", answer.approver())
        .param("for", answer.approverFor())
        .param("now", OffsetDateTime.now(clock))
        .param("key", elementInstance)
        .query(Long.class)
        .single();
    return find(id).orElseThrow();
  }

  /** Answers false when it was settled before; without a text there was no answer in time. */
  boolean settle(Approval approval, InformationRequest question, String by, @Nullable String text) {
    int updated = jdbc.sql("UPDATE approval_question SET answer = :text, answered_by = :by, answered_at = :now WHERE id = :id AND answered_at IS NULL")
        .param("id", question.id()).param("text", text).param("by", by).param("now", OffsetDateTime.now(clock)).update();
    if (updated == 1) {
      trail.record(approval, by, text == null ? "approval.informationMissing" : "approval.informationGiven",
          ApprovalTrail.seat(approval, question.level(), question.seat(), null));
    }
    return updated == 1;
  }
}
