package dev.entente.training;

import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.program.Program.Course;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a partner's people learned and learn, put together for its page in few statements however many they are. */
@Component
class TrainingOverview {

  private final Enrollments enrollments;
  private final Attempts attempts;
  private final Certificates certificates;
  private final TrainingRequirement requirement;
  private final Courses courses;
  private final Clock clock;

  TrainingOverview(Enrollments enrollments, Attempts attempts, Certificates certificates, TrainingRequirement requirement, Courses courses, Clock clock) {
    this.enrollments = enrollments;
    this.attempts = attempts;
    this.certificates = certificates;
    this.requirement = requirement;
    this.courses = courses;
    this.clock = clock;
  }

  /** An enrollment as its row shows it. */
  record Row(Enrollment enrollment, String courseName, int attemptsAllowed, int passScore, @Nullable Certificate certificate,
      Certificate.@Nullable Standing standing, Attempts.@Nullable Late late) {}

  /** How many people passed a whole curriculum. */
  record Passed(String name, int people) {}

  List<Row> rows(PartnerId partner, int most) {
    List<Enrollment> found = enrollments.of(partner, most);
    List<Long> ids = found.stream().map(Enrollment::id).toList();
    Map<Long, Certificate> issued = certificates.ofEnrollments(ids);
    Map<Long, Attempts.Late> late = attempts.late(ids).stream().collect(Collectors.toMap(Attempts.Late::enrollment, Function.identity()));
    LocalDate today = LocalDate.now(clock);
    return found.stream().map(enrollment -> {
      Course course = courses.of(enrollment);
      Certificate certificate = issued.get(enrollment.id());
      return new Row(enrollment, course.name(), course.attempts(), course.passScore(), certificate,
          certificate == null ? null : certificate.standing(today), late.get(enrollment.id()));
    }).toList();
  }

  List<Passed> curricula(PartnerFacts partner) {
    Map<String, Integer> people = requirement.people(partner);
    return courses.program(partner).curricula().stream().map(curriculum -> new Passed(curriculum.name(), people.getOrDefault(curriculum.id(), 0))).toList();
  }
}
