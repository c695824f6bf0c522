package dev.entente.training;

import dev.entente.portal.NextStep;
import dev.entente.portal.NextSteps;
import dev.entente.portal.PortalUser;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks a contact for the courses it is enrolled in. */
@Component
class CourseSteps implements NextSteps {

  private static final int MOST = 20;

  private final TrainingRecord training;

  CourseSteps(TrainingRecord training) {
    this.training = training;
  }

  @Override
  public List<NextStep> of(PortalUser user) {
    return training.of(user.partner(), user.contactId()).stream().filter(TrainingRecord.Entry::isOpen).limit(MOST)
        .map(entry -> NextStep.yours("portal.step.course", List.of(entry.course()), "/portal/training", entry.openUntil())).toList();
  }
}
