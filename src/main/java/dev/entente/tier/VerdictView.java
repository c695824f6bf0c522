package dev.entente.tier;

import dev.entente.partner.PartnerFacts;
import dev.entente.partner.Partners;
import dev.entente.program.Program.Track;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import dev.entente.tier.FactSnapshots.Gathered;
import dev.entente.tier.Staffing.Counted;
import java.time.LocalDate;
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
  private final TierWording wording;

  VerdictView(Partners partners, Programs programs, TierWording wording) {
    this.partners = partners;
    this.programs = programs;
    this.wording = wording;
  }

  /** @param passed courses that lead to a certified role, by person */
  record View(String partnerId, String partnerName, Standing current, @Nullable Standing next, boolean newcomer, int divisor, Gate gate,
      @Nullable String licenseAdherence, @Nullable String satisfactionScore, List<Passed> passed) {}

  /**
   * @param missing what does not reach its bar, in words
   * @param filled who fills which roles; a waiver has no name
   */
  record Standing(String tierName, List<Criterion> criteria, List<String> missing, Staffing staffing, List<Person> filled, List<String> closing) {}

  record Gate(List<Criterion> criteria, List<String> missing) {}

  record Passed(String name, List<Course> courses) {}

  record Course(String name, String role, LocalDate expiresOn) {}

  record Person(@Nullable String name, List<Role> roles) {}

  /** @param counts false where it fills nothing; technical where it fills one of the technical roles */
  record Role(String name, boolean counts, boolean technical) {}

  View of(Gathered gathered) {
    return of(gathered, TierWording.names(gathered.partner()));
  }

  /** @param names of the people by id, as the reader may know them */
  View of(Gathered gathered, Map<Long, String> names) {
    return view(gathered.partner(), gathered.program(), gathered.assessment(), gathered.facts(), names);
  }

  View of(Verdict verdict) {
    PartnerFacts partner = partners.facts(verdict.partner());
    return view(partner, programs.version(verdict.rules().programVersion()), verdict.assessment(), verdict.facts(), TierWording.names(partner));
  }

  private View view(PartnerFacts partner, Program program, Assessment assessment, TierFacts facts, Map<Long, String> names) {
    return new View(partner.id().value(), partner.legalName(), standing(assessment.current(), names, program),
        assessment.next() == null ? null : standing(assessment.next(), names, program), assessment.newcomer(), program.newcomers().barDivisor(),
        new Gate(assessment.gate(), words(assessment.gateMissing())), assessment.licenseAdherence(), assessment.satisfactionScore(), passed(facts, names, program));
  }

  private List<String> words(List<Criterion> missing) {
    return missing.stream().map(criterion -> wording.criterion(criterion, LocaleContextHolder.getLocale())).toList();
  }

  private static List<Passed> passed(TierFacts facts, Map<Long, String> names, Program program) {
    Map<Long, List<Course>> passed = new LinkedHashMap<>();
    facts.certificates().forEach(certificate -> program.curricula().stream().filter(curriculum -> curriculum.track() != null)
        .forEach(curriculum -> curriculum.courses().stream().filter(course -> course.id().equals(certificate.course()))
            .forEach(course -> passed.computeIfAbsent(certificate.contact(), none -> new ArrayList<>())
                .add(new Course(course.name(), curriculum.name(), certificate.expiresOn())))));
    return passed.entrySet().stream().map(each -> new Passed(names.getOrDefault(each.getKey(), "#" + each.getKey()), each.getValue())).toList();
  }

  private Standing standing(Assessment.Standing standing, Map<Long, String> names, Program program) {
    Staffing staffing = standing.staffing();
    return new Standing(program.tier(standing.tier()).name(), standing.criteria(), words(standing.missing()), staffing, people(staffing, names, program),
        staffing.closing().stream().map(closing -> wording.closing(closing, names, program, LocaleContextHolder.getLocale())).toList());
  }

  private static List<Person> people(Staffing staffing, Map<Long, String> names, Program program) {
    Map<Long, List<Role>> roles = new LinkedHashMap<>();
    List<Role> waived = new ArrayList<>();
    for (Counted counted : staffing.counted()) {
      (counted.contact() == null ? waived : roles.computeIfAbsent(counted.contact(), none -> new ArrayList<>()))
          .add(new Role(TierWording.role(counted.curriculum(), program), true, counted.seat() == Track.TECHNICAL));
    }
    staffing.uncounted().forEach(holding -> roles.computeIfAbsent(holding.contact(), none -> new ArrayList<>())
        .add(new Role(TierWording.role(holding.curriculum(), program), false, false)));
    List<Person> people = new ArrayList<>();
    roles.forEach((contact, held) -> people.add(new Person(names.getOrDefault(contact, "#" + contact), held)));
    if (!waived.isEmpty()) {
      people.add(new Person(null, waived));
    }
    return people;
  }
}
