package dev.entente.evidence;

import dev.entente.mail.BaseUrl;
import dev.entente.mail.DatesInWords;
import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.Partners;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells a partner's main contacts what they are asked for. */
@Component
class EvidenceMails {

  private static final Set<String> ASKED = Set.of("PRIMARY", "SIGNER");

  private final Partners partners;
  private final Mails mails;
  private final MessageSource messages;
  private final BaseUrl baseUrl;

  EvidenceMails(Partners partners, Mails mails, MessageSource messages, BaseUrl baseUrl) {
    this.partners = partners;
    this.mails = mails;
    this.messages = messages;
    this.baseUrl = baseUrl;
  }

  /** @param cause tells one occasion from another: each contact gets one mail of it */
  void send(String template, String cause, EvidenceRequest request, String elementId) {
    PartnerFacts partner = partners.facts(request.partner());
    String title = messages.getMessage(request.titleKey(), null, request.titleKey(), Locale.ENGLISH);
    for (Contact contact : asked(partner.contacts())) {
      Map<String, Object> model = Map.of("name", contact.name(), "legalName", partner.legalName(), "title", String.valueOf(title),
          "instructions", request.instructions(), "dueOn", DatesInWords.day(request.dueAt().toInstant()),
          "link", baseUrl.of("/portal/evidence/" + request.id()));
      mails.enqueue(new MailRequest("evidence:" + request.id() + ":" + cause + ":" + contact.id(), template, contact.email(), model,
          request.partner().value(), request.processInstanceKey(), elementId));
    }
  }

  private static List<Contact> asked(List<Contact> contacts) {
    List<Contact> main = contacts.stream().filter(contact -> ASKED.contains(contact.role())).toList();
    return main.isEmpty() ? contacts : main;
  }
}
