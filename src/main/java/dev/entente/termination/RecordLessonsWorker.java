package dev.entente.termination;

import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import org.springframework.stereotype.Component;

/** Keeps what the ended partnership teaches. */
@Component
class RecordLessonsWorker implements Worker<RecordLessonsWorker.Input> {

  record Input(long terminationId, String lessonCause, String lessonAgain, String lessonWentWell, String lessonToChange, String lessonEarlySigns) {}

  private final Lessons lessons;

  RecordLessonsWorker(Lessons lessons) {
    this.lessons = lessons;
  }

  @Override
  public String jobType() {
    return "termination.recordLessons";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    lessons.record(input.terminationId(), new Lessons.Lesson(input.lessonCause(), input.lessonAgain(), input.lessonWentWell(), input.lessonToChange(),
        input.lessonEarlySigns()));
    return Outcome.completed();
  }
}
