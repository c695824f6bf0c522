package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts whether enough people are certified, what an exception waives taken into account. */
@Component
class EvaluateCurriculumWorker implements Worker<EvaluateCurriculumWorker.Input> {

  record Input(String partnerId, String curriculum, int certifiedPeopleRequired) {}

  private final Learning learning;

  EvaluateCurriculumWorker(Learning learning) {
    this.learning = learning;
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
    PartnerId partner = new PartnerId(input.partnerId());
    int certified = learning.evaluate(partner, input.curriculum(), job);
    int needed = input.certifiedPeopleRequired() - learning.waivedPeople(partner, input.curriculum());
    return Outcome.completed(Map.of("certifiedPeople", certified, "requirementMet", certified >= needed));
  }
}
