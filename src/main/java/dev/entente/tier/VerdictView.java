package dev.entente.tier;

import dev.entente.partner.PartnerFacts;
import dev.entente.partner.Partners;
import dev.entente.program.Program;
import dev.entente.program.Program.Track;
import dev.entente.program.Programs;
import dev.entente.tier.Gathering.Gathered;
import dev.entente.tier.Staffing.Counted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** An assessment with names in the place of ids, as pages show it. */
@Component
class VerdictView {

  private final Partners partners;
  private final Programs programs;
  private final Wording wording;

  VerdictView(Partners partners, Programs programs, Wording wording) {
    this.partners = partners;
    this.programs = programs;
    this.wording = wording;
  }

  record View(String partnerId, String partnerName, Standing current, @Nullable Standing next, boolean newcomer, int divisor, List<Criterion> gate,
      @Nullable String licenseAdherence, @Nullable String satisfactionScore) {}

  /** @param filled who fills which roles; a waiver has no name */
  record Standing(String tierName, List<Criterion> criteria, Staffing staffing, List<Person> filled, List<String> closing) {}

  record Person(@Nullable String name, List<Role> roles) {}

  /** @param counts false where it fills nothing; technical where it fills one of the technical roles */
  record Role(String name, boolean counts, boolean technical) {}

  View of(Gathered gathered) {
    return view(gathered.partner(), gathered.program(), gathered.assessment());
  }

  View of(Verdict verdict) {
    return view(partners.facts(verdict.partner()), programs.version(verdict.rules().programVersion()), verdict.assessment());
  }

  private View view(PartnerFacts partner, Program program, Assessment assessment) {
    Map<Long, String> names = Wording.names(partner);
    return new View(partner.id().value(), partner.legalName(), standing(assessment.current(), names, program),
        assessment.next() == null ? null : standing(assessment.next(), names, program), assessment.newcomer(), program.newcomers().barDivisor(),
        assessment.gate(), assessment.licenseAdherence(), assessment.satisfactionScore());
  }

  private Standing standing(Assessment.Standing standing, Map<Long, String> names, Program program) {
    Staffing staffing = standing.staffing();
    return new Standing(program.tier(standing.tier()).name(), standing.criteria(), staffing, people(staffing, names, program),
        staffing.closing().stream().map(closing -> wording.closing(closing, names, program, LocaleContextHolder.getLocale())).toList());
  }

  private static List<Person> people(Staffing staffing, Map<Long, String> names, Program program) {
    Map<Long, List<Role>> roles = new LinkedHashMap<>();
    List<Role> waived = new ArrayList<>();
    for (Counted counted : staffing.counted()) {
      (counted.contact() == null ? waived : roles.computeIfAbsent(counted.contact(), none -> new ArrayList<>()))
          .add(new Role(Wording.role(counted.curriculum(), program), true, counted.seat() == Track.TECHNICAL));
    }
    staffing.uncounted().forEach(holding -> roles.computeIfAbsent(holding.contact(), none -> new ArrayList<>())
        .add(new Role(Wording.role(holding.curriculum(), program), false, false)));
    List<Person> people = new ArrayList<>();
    roles.forEach((contact, held) -> people.add(new Person(names.getOrDefault(contact, "#" + contact), held)));
    if (!waived.isEmpty()) {
      people.add(new Person(null, waived));
    }
    return people;
  }
}
