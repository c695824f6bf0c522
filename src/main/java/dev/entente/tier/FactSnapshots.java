package dev.entente.tier;

import dev.entente.metric.Metrics;
import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.ReviewDates;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import dev.entente.training.Certifications;
import dev.entente.training.TrainingWaivers;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Copies what is known of a partner on this day, and holds it against the bars of its program version. */
@Component
class FactSnapshots {

  private final Partners partners;
  private final ReviewDates dates;
  private final Programs programs;
  private final Metrics metrics;
  private final People people;
  private final Clock clock;

  FactSnapshots(Partners partners, ReviewDates dates, Programs programs, Metrics metrics, People people, Clock clock) {
    this.partners = partners;
    this.dates = dates;
    this.programs = programs;
    this.metrics = metrics;
    this.people = people;
    this.clock = clock;
  }

  /** What other features know of a partner's people. */
  @Component
  static class People {

    private final Certifications certifications;
    private final ObjectProvider<TrainingWaivers> waivers;

    People(Certifications certifications, ObjectProvider<TrainingWaivers> waivers) {
      this.certifications = certifications;
      this.waivers = waivers;
    }

    private Map<String, Integer> waived(PartnerId partner, Program program, Instant now) {
      Map<String, Integer> waived = new TreeMap<>();
      program.curricula().stream().filter(curriculum -> curriculum.track() != null).forEach(curriculum -> {
        int people = waivers.stream().mapToInt(waiver -> waiver.waivedPeople(partner, curriculum.id(), now)).sum();
        if (people > 0) {
          waived.put(curriculum.id(), people);
        }
      });
      return waived;
    }
  }

  /** @param program the version that the partner's agreement is pinned to */
  record Gathered(PartnerFacts partner, Program program, TierFacts facts) {

    Assessment assessment() {
      return Assessor.assess(program, facts);
    }
  }

  /** One snapshot of the database. */
  @Transactional(readOnly = true)
  public Gathered gather(PartnerId id) {
    PartnerFacts partner = partners.facts(id);
    Program program = programs.version(partner.programVersion());
    LocalDate today = LocalDate.now(clock);
    TierFacts facts = new TierFacts(today, partner.tier(), dates.activeSince(id).map(at -> LocalDate.ofInstant(at, clock.getZone())).orElse(null),
        metrics.counting(id, today), partner.contacts().stream().map(Contact::id).sorted().toList(),
        people.certifications.of(id).stream().map(one -> new TierFacts.Certificate(one.contactId(), one.course(), one.expiresOn())).toList(),
        people.waived(id, program, clock.instant()));
    return new Gathered(partner, program, facts);
  }
}
