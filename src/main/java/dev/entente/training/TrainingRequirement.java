package dev.entente.training;

import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.program.Program.Course;
import dev.entente.program.Program;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts how many people passed whole curricula, and whether that is enough; what an exception waives is taken into account. */
@Component
class TrainingRequirement {

  private final Certifications certifications;
  private final Courses courses;
  private final Partners partners;
  private final ObjectProvider<TrainingWaivers> waivers;
  private final Clock clock;

  TrainingRequirement(Certifications certifications, Courses courses, Partners partners, ObjectProvider<TrainingWaivers> waivers, Clock clock) {
    this.certifications = certifications;
    this.courses = courses;
    this.partners = partners;
    this.waivers = waivers;
    this.clock = clock;
  }

  /** @param certifiedPeople in the curriculum that has the fewest */
  record Count(int certifiedPeople, boolean met) {}

  /** Met when every curriculum has enough people who passed all of it. */
  @Transactional(readOnly = true)
  Count count(PartnerId partner, List<String> curricula, int required) {
    Map<String, Integer> passed = people(partners.facts(partner));
    int fewest = curricula.stream().mapToInt(curriculum -> people(passed, curriculum, partner)).min().orElse(0);
    boolean met = curricula.stream().allMatch(curriculum -> passed.get(curriculum) + waived(partner, curriculum) >= required);
    return new Count(fewest, met);
  }

  /** How many passed each curriculum of the partner's program, in its order. */
  @Transactional(readOnly = true)
  Map<String, Integer> people(PartnerFacts partner) {
    Map<Long, Set<String>> passed = certifications.of(partner.id()).stream()
        .collect(Collectors.groupingBy(Certification::contactId, Collectors.mapping(Certification::course, Collectors.toSet())));
    Map<String, Integer> people = new LinkedHashMap<>();
    for (Program.Curriculum curriculum : courses.program(partner).curricula()) {
      List<String> asked = curriculum.courses().stream().map(Course::id).toList();
      people.put(curriculum.id(), (int) partner.contacts().stream()
          .filter(contact -> passed.getOrDefault(contact.id(), Set.of()).containsAll(asked)).count());
    }
    return people;
  }

  private static int people(Map<String, Integer> passed, String curriculum, PartnerId partner) {
    Integer people = passed.get(curriculum);
    if (people == null) {
      throw new IllegalStateException("Expected curriculum " + curriculum + " in the program of " + partner + ", but it has " + passed.keySet());
    }
    return people;
  }

  private long waived(PartnerId partner, String curriculum) {
    return waivers.stream().mapToLong(one -> one.waivedPeople(partner, curriculum, clock.instant())).sum();
  }
}
