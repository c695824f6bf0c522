package dev.entente.termination;

import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The last steps of a termination: lessons, proof, close. */
@Component
class ExitJobs {

  private final Lessons lessons;
  private final ExitVerification proving;
  private final Terminations terminations;
  private final CaseClosure closing;

  ExitJobs(Lessons lessons, ExitVerification proving, Terminations terminations, CaseClosure closing) {
    this.lessons = lessons;
    this.proving = proving;
    this.terminations = terminations;
    this.closing = closing;
  }

  record RecordLessonsInput(long terminationId, String lessonCause, String lessonAgain, String lessonWentWell, String lessonToChange,
      String lessonEarlySigns) {}

  record ProveInput(long terminationId) {}

  record CloseInput(long terminationId) {}

  /** Keeps what the ended partnership teaches. */
  @JobType("termination.recordLessons")
  Outcome recordLessons(RecordLessonsInput input) {
    lessons.record(input.terminationId(), new Lessons.Lesson(input.lessonCause(), input.lessonAgain(), input.lessonWentWell(), input.lessonToChange(),
        input.lessonEarlySigns()));
    return Outcome.completed();
  }

  /** Tries to prove that nothing is left. */
  @JobType("termination.prove")
  Outcome prove(ProveInput input, JobContext job) {
    return Outcome.completed(Map.of("leftovers", proving.prove(terminations.get(input.terminationId()), job.processInstanceKey())));
  }

  /** Closes a proven case. */
  @JobType("termination.close")
  Outcome close(CloseInput input, JobContext job) {
    closing.close(input.terminationId(), job);
    return Outcome.completed();
  }
}
