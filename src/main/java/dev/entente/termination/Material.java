package dev.entente.termination;

import dev.entente.evidence.EvidenceRequest;
import dev.entente.evidence.EvidenceRequests;
import dev.entente.process.Decisions;
import dev.entente.process.JobContext;
import dev.entente.settlement.ObligationEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What the partner was handed and has to return or destroy, and the certificates that it did. */
@Component
class Material {

  private final JdbcClient jdbc;
  private final Decisions decisions;
  private final EvidenceRequests requests;
  private final ObligationEntry owing;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Material(JdbcClient jdbc, Decisions decisions, EvidenceRequests requests, ObligationEntry owing, TransactionTemplate transactions, Clock clock) {
    this.jdbc = jdbc;
    this.decisions = decisions;
    this.requests = requests;
    this.owing = owing;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** A certificate that is owed. */
  record Certificate(String kind, long obligationId, String what, @Nullable String requestId, @Nullable String outcome, @Nullable String note) {}

  /** Certificate kind to the material that it is about, by decision table {@code exit-material}. */
  Map<String, String> decide(List<String> entitlements) {
    Map<String, String> items = new TreeMap<>();
    if (decisions.evaluate("exit-material", Map.of("entitlements", entitlements)) instanceof List<?> rules) {
      for (Object rule : rules) {
        Map<?, ?> item = (Map<?, ?>) rule;
        items.merge(String.valueOf(item.get("certificate")), String.valueOf(item.get("material")), (one, other) -> one + "; " + other);
      }
    }
    return items;
  }

  <T> T inTransaction(Supplier<T> work) {
    return transactions.execute(status -> work.get());
  }

  /** Writes down each certificate once; answers their kinds. */
  List<String> owe(Termination termination, Map<String, String> items, Duration timeLimit) {
    items.forEach((kind, what) -> {
      long obligation = owing.material(termination.partner(), termination.caseRef(), kind, what, LocalDate.now(clock).plusDays(timeLimit.toDays()));
      jdbc.sql("INSERT INTO termination_certificate (case_id, kind, obligation_id, what) VALUES (:case, :kind, :obligation, :what) ON CONFLICT DO NOTHING")
          .param("case", termination.id()).param("kind", kind).param("obligation", obligation).param("what", what)
          .update();
    });
    return List.copyOf(items.keySet());
  }

  /** Asks in the portal; answers the request's id. */
  @Transactional
  public long request(Termination termination, String kind, Duration timeLimit, @Nullable String comment, JobContext job) {
    String what = one(termination.id(), kind).what();
    String instructions = what + (comment == null || comment.isBlank() ? "" : "\n\nYour last certificate was not accepted: " + comment);
    long request = requests.request(termination.partner(), EvidenceRequest.Kind.valueOf(kind), "termination.evidence." + kind, instructions,
        clock.instant().plus(timeLimit), job);
    jdbc.sql("UPDATE termination_certificate SET evidence_request_id = :request WHERE case_id = :case AND kind = :kind")
        .param("case", termination.id()).param("kind", kind).param("request", String.valueOf(request))
        .update();
    return request;
  }

  @Transactional
  public void settle(Termination termination, String kind, String outcome, String note) {
    int settled = jdbc.sql("""
            UPDATE termination_certificate SET outcome = :outcome, note = :note, settled_at = :now WHERE case_id = :case AND kind = :kind AND outcome IS NULL
            """)
        .param("case", termination.id()).param("kind", kind).param("outcome", outcome).param("note", note).param("now", OffsetDateTime.now(clock))
        .update();
    if (settled == 0) {
      return;
    }
    Certificate certificate = one(termination.id(), kind);
    if (outcome.equals("WAIVED")) {
      owing.waive(certificate.obligationId(), note, "legal");
      Optional.ofNullable(certificate.requestId()).map(Long::valueOf).ifPresent(requests::withdraw);
    } else {
      owing.settle(certificate.obligationId(), note, "compliance");
    }
  }

  private Certificate one(long id, String kind) {
    return of(id).stream().filter(certificate -> certificate.kind().equals(kind)).findFirst()
        .orElseThrow(() -> new IllegalStateException("Expected termination " + id + " to have a certificate " + kind + " to collect, but it has none"));
  }

  List<Certificate> of(long id) {
    return jdbc.sql("SELECT kind, obligation_id, what, evidence_request_id AS request_id, outcome, note FROM termination_certificate WHERE case_id = :case ORDER BY kind")
        .param("case", id)
        .query(Certificate.class)
        .list();
  }
}
