package dev.entente.screening;

import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.screening.Screenings.Occasion;
import dev.entente.screening.Screenings.Result;
import dev.entente.screening.Screenings.SubjectHit;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Screens all names of a partner and its countries, and keeps what was found. */
@Component
class PartnerScreening {

  private static final int MOST_CONTACTS = 200;
  private static final int MOST_HITS_KEPT = 100;

  private final Partners partners;
  private final DeniedParties parties;
  private final CountryTable countries;
  private final Screenings screenings;
  private final ScreeningCases cases;
  private final Trail trail;
  private final Mails mails;
  private final ScreeningProperties properties;
  private final Clock clock;

  PartnerScreening(Partners partners, DeniedParties parties, CountryTable countries, Screenings screenings, ScreeningCases cases, Trail trail, Mails mails,
      ScreeningProperties properties, Clock clock) {
    this.partners = partners;
    this.parties = parties;
    this.countries = countries;
    this.screenings = screenings;
    this.cases = cases;
    this.trail = trail;
    this.mails = mails;
    this.properties = properties;
    this.clock = clock;
  }

  /** Once for each process instance: a repeated job gets the screening that is kept. */
  @Transactional
  Screenings.Screening forApplication(PartnerId partner, long processInstance) {
    return screenings.ofProcess(partner, processInstance).orElseGet(() -> {
      Result result = screen(partners.facts(partner));
      keep(partner, Occasion.APPLICATION, processInstance, result);
      return screenings.ofProcess(partner, processInstance)
          .orElseThrow(() -> new IllegalStateException("Expected the screening of " + partner + " to be kept, but it is not"));
    });
  }

  /** Once for each version of the list; new hits are for compliance to decide. */
  @Transactional
  void afterListChange(PartnerId partner) {
    PartnerFacts facts = partners.facts(partner);
    Result result = screen(facts);
    Optional<Long> kept = keep(partner, Occasion.LIST_CHANGED, null, result);
    kept.ifPresent(id -> decide(facts, id, result, "system"));
  }

  /** An applicant that was not screened yet is screened by its process, a partner that leaves is granted nothing anyway. */
  @Transactional
  void afterContactAdded(PartnerId partner, String actor) {
    PartnerFacts facts = partners.facts(partner);
    if (facts.stage().isFinal() || facts.stage() == Stage.TERMINATING || facts.stage() == Stage.APPLICANT && screenings.of(partner).isEmpty()) {
      return;
    }
    Result result = screen(facts);
    keep(partner, Occasion.CONTACT_ADDED, null, result).ifPresent(id -> decide(facts, id, result, actor));
  }

  private void decide(PartnerFacts facts, long screening, Result result, String actor) {
    if (result.score() >= properties.threshold() && cases.openForNewHits(facts.id(), screening, actor)) {
      tell(facts, screening, result);
    }
  }

  private Optional<Long> keep(PartnerId partner, Occasion occasion, Long processInstance, Result result) {
    Optional<Long> kept = screenings.keep(partner, occasion, processInstance, result, clock.instant());
    kept.ifPresent(id -> trail.record(new TrailEntry(partner.value(), "system", "partner.screened",
        details(id, occasion, result), processInstance)));
    return kept;
  }

  private Map<String, Object> details(long id, Occasion occasion, Result result) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("screeningId", id);
    details.put("occasion", occasion.name());
    details.put("listVersion", parties.version().shortHash());
    details.put("score", result.score());
    details.put("countryRisk", result.country().risk().name());
    details.put("hits", result.hits().stream().limit(10).map(found -> found.hit().list() + " " + found.hit().entryId() + ": " + found.hit().score()).toList());
    return details;
  }

  private void tell(PartnerFacts facts, long screening, Result result) {
    List<Map<String, Object>> hits = result.hits().stream().limit(20).map(found -> Map.<String, Object>of("asked", found.askedName(),
        "name", found.hit().name(), "entry", found.hit().list() + " " + found.hit().entryId(), "score", found.hit().score(),
        "reason", found.hit().reason())).toList();
    mails.enqueue(new MailRequest("screening-hit:" + screening, "screening-hit", properties.complianceMail(),
        Map.of("partner", facts.legalName(), "partnerId", facts.id().value(), "listVersion", parties.version().shortHash(), "hits", hits),
        facts.id().value(), null, null));
  }

  private Result screen(PartnerFacts facts) {
    List<SubjectHit> hits = new ArrayList<>();
    DeniedParties.Found found = parties.find(facts.legalName(), null);
    found.hits().forEach(hit -> hits.add(new SubjectHit("legalName", facts.legalName(), hit)));
    List<Contact> contacts = facts.contacts().stream().limit(MOST_CONTACTS).toList();
    for (Contact contact : contacts) {
      parties.find(contact.name(), ListedParty.Kind.INDIVIDUAL).hits().stream().filter(hit -> !hit.kind().isCraft())
          .forEach(hit -> hits.add(new SubjectHit("contact", contact.name(), hit)));
    }
    hits.sort(Comparator.comparingInt((SubjectHit subject) -> subject.hit().score()).reversed());
    int score = hits.isEmpty() ? 0 : hits.get(0).hit().score();
    return new Result(countries.worst(facts.country(), facts.markets()), score, 1 + contacts.size(), found.version().id(),
        hits.subList(0, Math.min(MOST_HITS_KEPT, hits.size())));
  }
}
