package dev.entente.access;

import dev.entente.ledger.Grant;
import dev.entente.ledger.Grants;
import dev.entente.mail.BaseUrl;
import dev.entente.mail.DatesInWords;
import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.program.Programs;
import dev.entente.provisioning.Targets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Mails to each contact what it can use now; the license's token goes to one of them only. */
@Component
class WelcomeMails {

  private final Grants grants;
  private final Targets targets;
  private final Partners partners;
  private final Programs programs;
  private final Mails mails;
  private final BaseUrl baseUrl;

  WelcomeMails(Grants grants, Targets targets, Partners partners, Programs programs, Mails mails, BaseUrl baseUrl) {
    this.grants = grants;
    this.targets = targets;
    this.partners = partners;
    this.programs = programs;
    this.mails = mails;
    this.baseUrl = baseUrl;
  }

  @Transactional
  public void welcome(PartnerId id, JobContext job) {
    PartnerFacts partner = partners.facts(id);
    List<Grant> active = grants.active(id);
    String keeper = keeper(partner).email();
    for (Contact contact : partner.contacts()) {
      Map<String, Object> model = model(partner, contact, active);
      if (contact.email().equals(keeper)) {
        addLicense(model, active);
      }
      mails.enqueue(new MailRequest("welcome:" + id + ":" + job.processInstanceKey() + ":" + contact.id(), "welcome", contact.email(), model, id.value(),
          job.processInstanceKey(), job.elementId()));
    }
  }

  private Map<String, Object> model(PartnerFacts partner, Contact contact, List<Grant> active) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("name", contact.name());
    model.put("legalName", partner.legalName());
    model.put("portalLink", baseUrl.of("/portal"));
    model.put("tier", programs.version(partner.programVersion()).tier(partner.tier()).name());
    model.put("grants", active.stream()
        .filter(grant -> grant.access().heldByPartner() || grant.holder().equals(contact.email().toLowerCase(Locale.ROOT)))
        .map(grant -> Map.of("name", grant.name(), "holder", grant.holderName(), "endsOn", DatesInWords.day(grant.endsOn())))
        .toList());
    return model;
  }

  private void addLicense(Map<String, Object> model, List<Grant> active) {
    active.stream().filter(grant -> grant.kind() == Grant.Kind.LICENSE).findFirst().ifPresent(grant ->
        targets.get(grant.target()).credential(grant.access()).ifPresent(token -> {
          model.put("license", String.valueOf(grant.externalId()));
          model.put("licenseToken", token);
          model.put("publicKeyLink", baseUrl.of("/licenses/public-key"));
        }));
  }

  /** Who keeps the license: the main contact, else the signer, else the first. */
  private static Contact keeper(PartnerFacts partner) {
    List<Contact> contacts = partner.contacts();
    return contacts.stream().filter(contact -> contact.role().equals("PRIMARY")).findFirst()
        .or(() -> contacts.stream().filter(contact -> contact.role().equals("SIGNER")).findFirst())
        .orElseGet(() -> contacts.get(0));
  }
}
