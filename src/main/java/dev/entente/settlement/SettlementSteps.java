package dev.entente.settlement;

import dev.entente.document.Documents;
import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.process.Processes;
import dev.entente.program.Programs;
import dev.entente.settlement.Obligation.Kind;
import dev.entente.settlement.Statement.State;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The steps of settling a case: draw up, issue, be disputed, close; each may be repeated by its job. */
@Component
class SettlementSteps {

  private final Obligations obligations;
  private final Statements statements;
  private final Partners partners;
  private final Programs programs;
  private final Documents documents;
  private final Mails mails;
  private final Processes processes;
  private final Trail trail;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final Money money;

  SettlementSteps(Obligations obligations, Statements statements, Partners partners, Programs programs, Documents documents, Mails mails, Processes processes,
      Trail trail, TransactionTemplate transactions, Clock clock, Money money) {
    this.obligations = obligations;
    this.statements = statements;
    this.partners = partners;
    this.programs = programs;
    this.documents = documents;
    this.mails = mails;
    this.processes = processes;
    this.trail = trail;
    this.transactions = transactions;
    this.clock = clock;
    this.money = money;
  }

  @Transactional
  public long drawUp(PartnerId partner, String caseRef) {
    return statements.drawUp(partner, caseRef, money.currency());
  }

  /** @return false while an amount is missing */
  boolean issue(PartnerId partner, long id, Duration disputeTime, JobContext job) {
    if (statements.issuedBy(id, job.jobKey())) {
      return true;
    }
    Statement statement = get(partner, id);
    List<Obligation> lines = obligations.ofCase(statement.caseRef());
    if (lines.stream().anyMatch(line -> line.isOpen() && line.isMoney() && line.cents() == null)) {
      return false;
    }
    long owed = lines.stream().mapToLong(Obligation::owed).sum();
    int version = statement.version() + 1;
    Instant until = clock.instant().plus(disputeTime);
    PartnerFacts facts = partners.facts(partner);
    byte[] pdf = documents.renderPdf("statement", model(facts, statement, lines, version, owed, until));
    transactions.executeWithoutResult(status -> {
      if (statements.issue(id, version, owed, until, pdf, job.jobKey())) {
        mail("statement-issued", facts, statement, version, Map.of("owed", money.text(Math.abs(owed)), "direction", direction(owed),
            "disputeUntil", Money.day(until)), job);
        record(partner, "system", "statement.issued", Map.of("statement", id, "version", version, "owedCents", owed), job);
      }
    });
    return true;
  }

  /** @param reason why it is disputed; null accepts it */
  @Transactional
  public boolean answer(PartnerId partner, long id, String by, @Nullable String reason) {
    Statement statement = get(partner, id);
    State state = reason == null ? State.FINAL : State.DISPUTED;
    if (!statements.answer(statement.id(), state, by, reason)) {
      return false;
    }
    processes.publish("statement-answered", String.valueOf(id), Map.of("statementAnswer", reason == null ? "ACCEPTED" : "DISPUTED"));
    trail.record(TrailEntry.of(partner.value(), by, reason == null ? "statement.accepted" : "statement.disputed",
        Map.of("statement", id, "version", statement.version())));
    return true;
  }

  /**
   * Nothing of it can be changed from here on; a partner that disputed it without success is told why.
   *
   * @return what the partner owes, in cents; below 0 what is owed to it
   */
  @Transactional
  public long makeFinal(PartnerId partner, long id, String why, JobContext job) {
    Statement before = get(partner, id);
    long owed = before.owedCents() == null ? 0 : before.owedCents();
    if (!statements.makeFinal(id)) {
      return owed;
    }
    if (before.state() == State.DISPUTED) {
      mail("statement-upheld", partners.facts(partner), before, before.version(),
          Map.of("owed", money.text(Math.abs(owed)), "direction", direction(owed), "why", why), job);
    }
    record(partner, "system", "statement.final", Map.of("statement", id, "version", before.version(), "disputed", before.state() == State.DISPUTED), job);
    return owed;
  }

  /** Everything of the case that is still open in money ends with the outcome. */
  @Transactional
  public void close(PartnerId partner, long id, String outcome, String note, JobContext job) {
    Statement statement = get(partner, id);
    if (!statements.close(id, outcome)) {
      return;
    }
    Obligation.State end = outcome.equals("WRITTEN_OFF") ? Obligation.State.WAIVED : Obligation.State.SETTLED;
    obligations.ofCase(statement.caseRef()).stream().filter(line -> line.isOpen() && line.isMoney())
        .forEach(line -> obligations.end(line.id(), end, note, "finance"));
    record(partner, "system", "statement.closed", Map.of("statement", id, "outcome", outcome), job);
  }

  private Statement get(PartnerId partner, long id) {
    return statements.find(partner, id).orElseThrow(() -> new StatementNotFound(id));
  }

  private Map<String, Object> model(PartnerFacts partner, Statement statement, List<Obligation> lines, int version, long owed, Instant until) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("number", "S-" + statement.id() + " / " + version);
    model.put("partner", partner.legalName());
    model.put("partnerId", partner.id().value());
    model.put("programName", programs.version(partner.programVersion()).name());
    model.put("issuedOn", Money.day(clock.instant()));
    model.put("disputeUntil", Money.day(until));
    model.put("money", lines.stream().filter(Obligation::isMoney).filter(line -> line.cents() != null).map(line -> Map.of("description", line.description(),
        "amount", (line.kind() == Kind.CREDIT ? "– " : "") + money.text(line.cents()), "waived", line.state() == Obligation.State.WAIVED)).toList());
    model.put("material", lines.stream().filter(line -> line.kind() == Kind.MATERIAL).map(line -> Map.of("description", line.description(),
        "state", line.state().name(), "dueOn", line.dueOn() == null ? "" : Money.day(line.dueOn()))).toList());
    model.put("owed", money.text(Math.abs(owed)));
    model.put("direction", direction(owed));
    return model;
  }

  private static String direction(long owed) {
    return owed > 0 ? "PARTNER" : owed < 0 ? "VENDOR" : "NOBODY";
  }

  private void mail(String template, PartnerFacts partner, Statement statement, int version, Map<String, Object> values, JobContext job) {
    for (Contact contact : partner.contacts()) {
      Map<String, Object> model = new LinkedHashMap<>(values);
      model.put("contactName", contact.name());
      model.put("partnerName", partner.legalName());
      model.put("link", money.link("/portal/exit"));
      mails.enqueue(new MailRequest(template + ":" + statement.id() + ":" + version + ":" + contact.id(), template, contact.email(), model,
          partner.id().value(), job.processInstanceKey(), job.elementId()));
    }
  }

  private void record(PartnerId partner, String actor, String action, Map<String, Object> details, JobContext job) {
    trail.record(TrailEntry.of(partner.value(), actor, action, details).in(job.processInstanceKey()));
  }
}
