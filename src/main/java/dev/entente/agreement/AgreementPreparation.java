package dev.entente.agreement;

import dev.entente.document.Documents;
import dev.entente.identity.LinkToken;
import dev.entente.mail.DatesInWords;
import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Prepares the document and sends it to whoever signs for the partner; once per process. */
@Component
class AgreementPreparation {

  private final Agreements agreements;
  private final Links links;
  private final Documents documents;
  private final Partners partners;
  private final Programs programs;
  private final Clock clock;

  AgreementPreparation(Agreements agreements, Links links, Documents documents, Partners partners, Programs programs, Clock clock) {
    this.agreements = agreements;
    this.links = links;
    this.documents = documents;
    this.partners = partners;
    this.programs = programs;
    this.clock = clock;
  }

  /** Rendering takes its time, so it happens before the transaction; a repeated job finds what the first one prepared. */
  Agreement prepare(PartnerId partnerId, JobContext job) {
    Optional<Agreement> prepared = agreements.ofProcess(job.processInstanceKey());
    if (prepared.isPresent()) {
      return prepared.get();
    }
    PartnerFacts partner = partners.facts(partnerId);
    Program program = programs.version(partner.programVersion());
    Contact signer = signer(partner);
    long id = agreements.nextId();
    byte[] pdf = documents.renderPdf("agreement", model(id, partner, program, signer));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Agreement agreement = new Agreement(id, partnerId, job.processInstanceKey(), program.version(), partner.tier(), Agreement.State.PREPARED,
        HexFormat.of().formatHex(LinkToken.sha256(pdf)), signer.name(), signer.email(), now,
        now.plus(Duration.ofDays(program.onboarding().signatureDays())), null, null, null, null, null);
    return links.keepAndSend(agreement, pdf, partner.legalName(), job);
  }

  private static Contact signer(PartnerFacts partner) {
    List<Contact> contacts = partner.contacts();
    return contacts.stream().filter(contact -> contact.role().equals("SIGNER")).findFirst()
        .or(() -> contacts.stream().findFirst())
        .orElseThrow(() -> new IllegalStateException("Expected a contact of " + partner.id() + " to sign, but it has none"));
  }

  private Map<String, Object> model(long id, PartnerFacts partner, Program program, Contact signer) {
    Program.Tier tier = program.tier(partner.tier());
    LocalDate today = LocalDate.now(clock);
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("number", "A-" + id);
    model.put("partner", partner);
    model.put("program", program);
    model.put("tier", tier);
    model.put("modules", program.modules().stream().filter(module -> tier.modules().contains(module.id())).map(Program.LicenseModule::name).toList());
    model.put("entitlements", tier.entitlements().stream().map(program::entitlement).map(Program.Entitlement::name).toList());
    model.put("signer", signer);
    model.put("country", new Locale("", partner.country()).getDisplayCountry(Locale.ENGLISH));
    model.put("today", DatesInWords.day(today));
    model.put("signUntil", DatesInWords.day(today.plusDays(program.onboarding().signatureDays())));
    return model;
  }
}
