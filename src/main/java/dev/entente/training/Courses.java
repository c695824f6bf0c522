package dev.entente.training;

import dev.entente.partner.PartnerFacts;
import dev.entente.program.Program.Course;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the program versions that partners are pinned to say of courses. */
@Component
class Courses {

  private final Programs programs;

  Courses(Programs programs) {
    this.programs = programs;
  }

  Program program(PartnerFacts partner) {
    return programs.version(partner.programVersion());
  }

  Course of(Enrollment enrollment) {
    return find(programs.version(enrollment.programVersion()), enrollment.curriculum(), enrollment.course())
        .orElseThrow(() -> new IllegalStateException("Expected course " + enrollment.course() + " of enrollment " + enrollment.id() + " in program "
            + enrollment.programVersion() + ", but it has none"));
  }

  /** Empty where the program does not teach it any more. */
  static Optional<Course> find(Program program, String curriculum, String course) {
    return program.curricula().stream().filter(one -> one.id().equals(curriculum)).flatMap(one -> one.courses().stream())
        .filter(one -> one.id().equals(course)).findFirst();
  }

  /** A process names one curriculum, or several. */
  static List<String> asked(@Nullable String curriculum, @Nullable List<String> curricula) {
    if (curricula != null && !curricula.isEmpty()) {
      return curricula.stream().distinct().toList();
    }
    if (curriculum == null || curriculum.isBlank()) {
      throw new IllegalArgumentException("The training needs the variable 'curriculum', or a list 'curricula', but the process holds neither");
    }
    return List.of(curriculum);
  }
}
