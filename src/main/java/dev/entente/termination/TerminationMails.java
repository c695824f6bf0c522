package dev.entente.termination;

import dev.entente.mail.BaseUrl;
import dev.entente.mail.DatesInWords;
import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.program.Programs;
import dev.entente.termination.Termination.Dates;
import dev.entente.termination.Termination.State;
import dev.entente.termination.Termination.Terms;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the partner's contacts are told; each mail once. */
@Component
class TerminationMails {

  private final Mails mails;
  private final Partners partners;
  private final Programs programs;
  private final BaseUrl baseUrl;

  TerminationMails(Mails mails, Partners partners, Programs programs, BaseUrl baseUrl) {
    this.mails = mails;
    this.partners = partners;
    this.programs = programs;
    this.baseUrl = baseUrl;
  }

  void notice(Termination termination, JobContext job) {
    Dates dates = termination.dates();
    Terms terms = termination.terms();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("endReason", termination.reason().name());
    model.put("noticeEndsOn", day(dates.noticeEndsAt()));
    model.put("cureUntil", day(dates.cureUntil()));
    model.put("windDownDays", terms == null ? 0 : terms.windDownDays());
    model.put("suspended", terms != null && terms.suspendAtOnce());
    model.put("link", link("/portal/exit"));
    toAll("termination-notice", termination, model, job);
  }

  void calledOff(Termination termination, State end, JobContext job) {
    toAll("termination-called-off", termination, Map.of("outcome", end.name(), "link", link("/portal")), job);
  }

  void closed(Termination termination, String code, JobContext job) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("code", code);
    model.put("link", link("/verify/termination/" + code));
    model.put("windDownUntil", day(termination.dates().windDownUntil()));
    toAll("termination-closed", termination, model, job);
  }

  private void toAll(String template, Termination termination, Map<String, Object> values, JobContext job) {
    PartnerFacts partner = partners.facts(termination.partner());
    for (Contact contact : partner.contacts()) {
      Map<String, Object> model = new LinkedHashMap<>(values);
      model.put("contactName", contact.name());
      model.put("partnerName", partner.legalName());
      model.put("programName", programs.version(partner.programVersion()).name());
      mails.enqueue(new MailRequest(template + ":" + termination.id() + ":" + contact.id(), template, contact.email(), model, partner.id().value(),
          job.processInstanceKey(), job.elementId()));
    }
  }

  static String day(@Nullable Instant at) {
    return at == null ? "" : DatesInWords.day(at);
  }

  String link(String path) {
    return baseUrl.of(path);
  }
}
