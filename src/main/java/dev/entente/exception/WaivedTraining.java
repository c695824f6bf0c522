package dev.entente.exception;

import dev.entente.partner.PartnerId;
import dev.entente.training.TrainingWaivers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

  /** An extension goes on with what lapsed since the first of its line began. */
  @Override
  public LocalDate countedFrom(PartnerId partner, LocalDate today, Instant at) {
    return exceptions.inForce(partner, ExceptionKind.GRACE, at).stream()
        .filter(grace -> grace.scope().equals(ExceptionKind.GRACE_CERTIFICATION))
        .map(grace -> exceptions.beginningOf(grace.id()).atOffset(ZoneOffset.UTC).toLocalDate())
        .min(LocalDate::compareTo)
        .filter(day -> day.isBefore(today))
        .orElse(today);
  }
}
