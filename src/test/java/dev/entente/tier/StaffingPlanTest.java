package dev.entente.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.program.Program.Course;
import dev.entente.program.Program.Curriculum;
import dev.entente.program.Program.Track;
import dev.entente.tier.Staffing.Closing;
import dev.entente.tier.Staffing.Counted;
import dev.entente.tier.StaffingPlan.Demand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The assignment of people to roles against one that tries everything. */
class StaffingPlanTest {

  static Stream<Long> seeds() {
    return IntStream.range(0, 400).mapToObj(seed -> 20_261_124L + seed);
  }

  /** @param courses by person, what it has passed */
  private record Case(Demand demand, List<Curriculum> roles, Map<Long, Set<String>> courses, Map<String, Integer> waived) {

    static Case of(long seed) {
      Random random = new Random(seed);
      List<Curriculum> roles = IntStream.range(0, 1 + random.nextInt(4)).mapToObj(index -> role(index, random)).toList();
      Map<Long, Set<String>> courses = new TreeMap<>();
      for (long person = 1; person <= random.nextInt(5); person++) {
        Set<String> passed = new TreeSet<>();
        roles.forEach(role -> role.courses().stream().filter(course -> random.nextInt(4) > 0).forEach(course -> passed.add(course.id())));
        courses.put(person, passed);
      }
      Map<String, Integer> waived = new TreeMap<>();
      roles.stream().filter(role -> random.nextInt(4) == 0).forEach(role -> waived.put(role.id(), 1 + random.nextInt(2)));
      return new Case(new Demand(random.nextInt(8), List.of(0, 34, 50, 100).get(random.nextInt(4)), 1 + random.nextInt(3)), roles, courses, waived);
    }

    private static Curriculum role(int index, Random random) {
      List<Course> courses = IntStream.range(0, 1 + random.nextInt(2))
          .mapToObj(course -> new Course("course-" + index + "-" + course, "Course", "https://learn.example", 70, 3, Duration.ZERO, Duration.ZERO)).toList();
      return new Curriculum("role-" + index, "Role", random.nextBoolean() ? Track.TECHNICAL : Track.SALES, courses);
    }

    Staffing best() {
      return StaffingPlan.best(demand, roles, courses, waived);
    }

    boolean holds(long person, Curriculum role) {
      return courses.get(person).containsAll(role.courses().stream().map(Course::id).toList());
    }

    Case withPassed(long person, Curriculum role) {
      Map<Long, Set<String>> more = new TreeMap<>(courses);
      more.merge(person, new TreeSet<>(role.courses().stream().map(Course::id).toList()), (had, passes) -> {
        Set<String> both = new TreeSet<>(had);
        both.addAll(passes);
        return both;
      });
      return new Case(demand, roles, more, waived);
    }

    Curriculum role(String id) {
      return roles.stream().filter(role -> role.id().equals(id)).findFirst().orElseThrow();
    }

    /** The most roles that any choice of what each person counts for can fill, and the most technical ones. */
    int[] everything() {
      List<Set<List<Integer>>> choices = new ArrayList<>();
      courses.keySet().forEach(person -> choices.add(choicesOf(person)));
      waived.forEach((role, count) -> choices.add(role(role).track() == Track.TECHNICAL ? upTo(count, 0) : upTo(0, count)));
      int[] best = new int[2];
      for (List<Integer> sums : sums(choices)) {
        int technical = Math.min(sums.get(0), demand.technical());
        int other = Math.min(sums.get(0) - technical + sums.get(1), demand.roles() - demand.technical());
        best[0] = Math.max(best[0], technical + other);
        best[1] = Math.max(best[1], technical);
      }
      return best;
    }

    /** How many technical and other certifications a person may be counted for. */
    private Set<List<Integer>> choicesOf(long person) {
      List<Curriculum> held = roles.stream().filter(role -> holds(person, role)).toList();
      Set<List<Integer>> choices = new HashSet<>();
      for (int subset = 0; subset < 1 << held.size(); subset++) {
        int chosen = subset;
        List<Curriculum> counted = IntStream.range(0, held.size()).filter(at -> (chosen >> at & 1) == 1).mapToObj(held::get).toList();
        if (counted.size() <= demand.rolesPerPerson()) {
          int technical = (int) counted.stream().filter(role -> role.track() == Track.TECHNICAL).count();
          choices.add(List.of(technical, counted.size() - technical));
        }
      }
      return choices;
    }

    private static Set<List<Integer>> upTo(int technical, int other) {
      Set<List<Integer>> choices = new HashSet<>();
      IntStream.rangeClosed(0, technical).forEach(one -> IntStream.rangeClosed(0, other).forEach(two -> choices.add(List.of(one, two))));
      return choices;
    }

    private static Set<List<Integer>> sums(List<Set<List<Integer>>> choices) {
      Set<List<Integer>> sums = new HashSet<>(Set.of(List.of(0, 0)));
      for (Set<List<Integer>> ofOne : choices) {
        Set<List<Integer>> next = new HashSet<>();
        sums.forEach(sum -> ofOne.forEach(choice -> next.add(List.of(sum.get(0) + choice.get(0), sum.get(1) + choice.get(1)))));
        sums = next;
      }
      return sums;
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noOtherAssignmentFillsMore(long seed) {
    Case given = Case.of(seed);
    Staffing staffing = given.best();

    int[] best = given.everything();
    assertThat(staffing.filled()).as("%s", given).isEqualTo(best[0]);
    assertThat(staffing.technicalFilled()).as("%s", given).isEqualTo(best[1]);
    assertThat(staffing.complete()).isEqualTo(best[0] >= given.demand().roles());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whoCountsIsCertifiedAndCountsNoMoreThanAllowed(long seed) {
    Case given = Case.of(seed);
    Staffing staffing = given.best();

    assertThat(staffing.counted()).hasSize(staffing.filled());
    assertThat(staffing.counted()).filteredOn(counted -> counted.seat() == Track.TECHNICAL).hasSize(staffing.technicalFilled())
        .allSatisfy(counted -> assertThat(given.role(counted.curriculum()).track()).isEqualTo(Track.TECHNICAL));
    List<Counted> people = staffing.counted().stream().filter(counted -> counted.contact() != null).toList();
    assertThat(people).doesNotHaveDuplicates().allSatisfy(counted -> assertThat(given.holds(counted.contact(), given.role(counted.curriculum()))).isTrue());
    assertThat(people.stream().map(counted -> counted.contact() + " " + counted.curriculum())).doesNotHaveDuplicates();
    given.courses().keySet().forEach(person -> assertThat(people.stream().filter(counted -> counted.contact().equals(person)))
        .hasSizeLessThanOrEqualTo(given.demand().rolesPerPerson()));
    given.roles().forEach(role -> assertThat(staffing.counted().stream().filter(counted -> counted.contact() == null && counted.curriculum().equals(role.id())))
        .hasSizeLessThanOrEqualTo(given.waived().getOrDefault(role.id(), 0)));
    long held = given.courses().keySet().stream().mapToLong(person -> given.roles().stream().filter(role -> given.holds(person, role)).count()).sum();
    assertThat(staffing.uncounted().size() + people.size()).isEqualTo((int) held);
  }

  /** Each proposal fills one more role, and no certification that would is left out. */
  @ParameterizedTest
  @MethodSource("seeds")
  void whatWouldCloseTheGapDoesAndNothingElseWould(long seed) {
    Case given = Case.of(seed);
    Staffing staffing = given.best();
    Set<String> proposed = new TreeSet<>();
    for (Closing closing : staffing.closing()) {
      proposed.add(closing.contact() + " " + closing.curriculum());
    }

    Set<String> helping = new TreeSet<>();
    for (Curriculum role : given.roles()) {
      Stream.concat(given.courses().keySet().stream(), Stream.of(99L)).filter(person -> person == 99L || !given.holds(person, role)).forEach(person -> {
        if (given.withPassed(person, role).everything()[0] > staffing.filled() && staffing.filled() < given.demand().roles()) {
          helping.add((person == 99L ? null : person) + " " + role.id());
        }
      });
    }
    assertThat(proposed).as("%s", given).isEqualTo(helping);
  }
}
