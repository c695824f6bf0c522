package dev.entente.exception;

import dev.entente.mail.BaseUrl;
import dev.entente.mail.DatesInWords;
import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.process.JobContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells the partner, whoever asked, and the group that answers for it what becomes of an exception; each mail once. */
@Component
class ExceptionMails {

  private final Mails mails;
  private final ExceptionWording wording;
  private final Environment environment;
  private final BaseUrl baseUrl;

  ExceptionMails(Mails mails, ExceptionWording wording, Environment environment, BaseUrl baseUrl) {
    this.mails = mails;
    this.wording = wording;
    this.environment = environment;
    this.baseUrl = baseUrl;
  }

  void inForce(ExceptionCase exception, PartnerFacts partner, JobContext job) {
    send("exception-in-force", exception, partner, job);
  }

  void expiring(ExceptionCase exception, PartnerFacts partner, JobContext job) {
    send("exception-expiring", exception, partner, job);
  }

  void ended(ExceptionCase exception, PartnerFacts partner, JobContext job) {
    send("exception-ended", exception, partner, job);
  }

  void notApplied(ExceptionCase exception, PartnerFacts partner, JobContext job) {
    send("exception-not-applied", exception, partner, job);
  }

  private void send(String template, ExceptionCase exception, PartnerFacts partner, JobContext job) {
    Map<String, Object> model = model(exception, partner);
    model.put("link", baseUrl.of("/portal/exceptions"));
    contacts(exception, partner).forEach(contact -> {
      model.put("name", contact.name());
      enqueue(template, contact.email(), model, exception, job);
    });
    model.put("link", baseUrl.of("/exceptions/" + exception.id()));
    staff(exception).forEach(name -> {
      model.put("name", name);
      enqueue(template, mailbox(name), model, exception, job);
    });
  }

  private void enqueue(String template, String to, Map<String, Object> model, ExceptionCase exception, JobContext job) {
    mails.enqueue(new MailRequest(template + ":" + exception.id() + ":" + to, template, to, model, exception.partner().value(), job.processInstanceKey(),
        job.elementId()));
  }

  private Map<String, Object> model(ExceptionCase exception, PartnerFacts partner) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("exception", exception.id());
    model.put("partnerName", partner.legalName());
    model.put("what", wording.what(exception, partner, Locale.ENGLISH));
    model.put("owner", wording.group(exception.owner(), Locale.ENGLISH));
    model.put("from", minute(exception.startsAt()));
    model.put("until", minute(exception.endsAt()));
    model.put("endedAt", minute(exception.endedAt()));
    model.put("revoked", exception.endReason() == ExceptionCase.EndReason.REVOKED);
    model.put("note", exception.note() == null ? "" : exception.note());
    return model;
  }

  private static String minute(@Nullable Instant at) {
    return at == null ? "" : DatesInWords.minute(at);
  }

  /** The main contact, and the one who asked. */
  private static Set<Contact> contacts(ExceptionCase exception, PartnerFacts partner) {
    Set<Contact> contacts = new LinkedHashSet<>();
    partner.contacts().stream().filter(contact -> contact.role().equals("PRIMARY")).findFirst()
        .or(() -> partner.contacts().stream().findFirst()).ifPresent(contacts::add);
    Optional<Contact> asker = partner.contacts().stream().filter(contact -> exception.requestedBy().equals("contact:" + contact.id())).findFirst();
    asker.ifPresent(contacts::add);
    return contacts;
  }

  private static Set<String> staff(ExceptionCase exception) {
    Set<String> names = new LinkedHashSet<>(Set.of(exception.owner()));
    if (!exception.isRequestedByContact()) {
      names.add(exception.requestedBy());
    }
    return names;
  }

  private String mailbox(String name) {
    String mailbox = environment.getProperty("entente.tasks.mailbox", "%s@entente.example");
    return mailbox.contains("%s") ? mailbox.replace("%s", name) : mailbox;
  }
}
