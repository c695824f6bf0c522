package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts whether enough people are certified. */
@Component
class EvaluateCurriculumWorker implements Worker<EvaluateCurriculumWorker.Input> {

  record Input(String partnerId, @Nullable String curriculum, @Nullable List<String> curricula, int certifiedPeopleRequired) {}

  private final TrainingRequirement requirement;

  EvaluateCurriculumWorker(TrainingRequirement requirement) {
    this.requirement = requirement;
  }

  @Override
  public String jobType() {
    return "training.evaluateCurriculum";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    TrainingRequirement.Count count = requirement.count(new PartnerId(input.partnerId()), Courses.asked(input.curriculum(), input.curricula()),
        input.certifiedPeopleRequired());
    return Outcome.completed(Map.of("certifiedPeople", count.certifiedPeople(), "requirementMet", count.met()));
  }
}
