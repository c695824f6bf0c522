package dev.entente.approval;

import dev.entente.mail.BaseUrl;
import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.tasks.Mailboxes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells the requester what becomes of a request: a person of the house, or a contact of the partner. */
@Component
class ApprovalMails {

  private static final String CONTACT = "contact:";

  private final Mails mails;
  private final Mailboxes mailboxes;
  private final Partners partners;
  private final MessageSource messages;
  private final BaseUrl baseUrl;

  ApprovalMails(Mails mails, Mailboxes mailboxes, Partners partners, MessageSource messages, BaseUrl baseUrl) {
    this.mails = mails;
    this.mailboxes = mailboxes;
    this.partners = partners;
    this.messages = messages;
    this.baseUrl = baseUrl;
  }

  static boolean isContact(String requester) {
    return requester.startsWith(CONTACT);
  }

  /** Contacts read the reasons, and not the names behind them. */
  void tellOutcome(Approval approval, Approval.State outcome, List<Decision> decisions, @Nullable String elementId) {
    boolean contact = isContact(approval.requestedBy());
    List<Map<String, Object>> reasons = decisions.stream().filter(decision -> !contact || decision.reason() != null && !decision.reason().isBlank())
        .map(decision -> reason(decision, contact)).toList();
    send("approval-closed", "approval-closed:" + approval.id(), approval, Map.of("approvalOutcome", outcome.name(), "decisions", reasons), elementId);
  }

  private static Map<String, Object> reason(Decision decision, boolean withoutNames) {
    Map<String, Object> reason = new LinkedHashMap<>();
    reason.put("answer", decision.answer());
    reason.put("reason", Optional.ofNullable(decision.reason()).orElse(""));
    reason.put("by", withoutNames ? "" : decision.decidedBy());
    reason.put("for", withoutNames ? "" : Optional.ofNullable(decision.decidedFor()).orElse(""));
    return reason;
  }

  void tellEscalated(Approval approval, Seat seat, JobContext job) {
    if (!isContact(approval.requestedBy())) {
      send("approval-escalated", "approval-escalated:" + approval.id() + ":" + seat.level() + ":" + seat.number() + ":" + job.elementInstanceKey(), approval,
          Map.of("groups", String.join(", ", seat.groups()), "due", seat.dueAt() == null ? "" : seat.dueAt().toInstant().toString()), job.elementId());
    }
  }

  /** Staff get a task, and the mail about it; a contact gets this mail. */
  void ask(Approval approval, InformationRequest question, String elementId) {
    if (isContact(approval.requestedBy())) {
      send("approval-question", "approval-question:" + question.id(), approval, Map.of("question", question.question()), elementId);
    }
  }

  private void send(String template, String key, Approval approval, Map<String, Object> values, @Nullable String elementId) {
    PartnerFacts partner = partners.facts(approval.partner());
    Optional<String> recipient = isContact(approval.requestedBy()) ? contact(partner, approval.requestedBy())
        : approval.requestedBy().equals("system") ? Optional.empty() : Optional.of(mailboxes.of(approval.requestedBy()));
    recipient.ifPresent(address -> {
      Map<String, Object> model = new LinkedHashMap<>(values);
      model.put("title", messages.getMessage(approval.title(), null, approval.title(), Locale.ENGLISH));
      model.put("partner", partner.legalName());
      model.put("link", isContact(approval.requestedBy()) ? link("/portal/approvals/" + approval.id()) : link("/approvals/" + approval.id()));
      mails.enqueue(new MailRequest(key, template, address, model, approval.partner().value(), approval.processInstanceKey(), elementId));
    });
  }

  private static Optional<String> contact(PartnerFacts partner, String requester) {
    String id = requester.substring(CONTACT.length());
    return partner.contacts().stream().filter(contact -> String.valueOf(contact.id()).equals(id)).findFirst().map(contact -> contact.email());
  }

  private String link(String path) {
    return baseUrl.of(path);
  }
}
