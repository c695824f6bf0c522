package dev.entente.exception;

import dev.entente.partner.PartnerId;
import dev.entente.training.TrainingWaivers;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Tells training, and whoever else counts certified people, what is waived. */
@Component
class WaivedTraining implements TrainingWaivers {

  private final Exceptions exceptions;

  WaivedTraining(Exceptions exceptions) {
    this.exceptions = exceptions;
  }

  @Override
  public int waivedPeople(PartnerId partner, String curriculum, Instant at) {
    return exceptions.inForce(partner, ExceptionKind.TRAINING_WAIVER, at).stream()
        .filter(waiver -> waiver.scope().equals(curriculum))
        .mapToInt(Exceptions.InForce::amount)
        .sum();
  }
}
