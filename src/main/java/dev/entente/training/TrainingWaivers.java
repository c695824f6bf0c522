package dev.entente.training;

import dev.entente.partner.PartnerId;
import java.time.Instant;
import java.time.LocalDate;

/** Tells of how many certified people a partner is spared for a while, and which lapsed certificates count; whoever decides about exceptions implements it. */
public interface TrainingWaivers {

  /**
   * @param curriculum id, as the program names it
   * @return how many people fewer the partner has to have certified at that moment; 0 where nothing is waived
   */
  int waivedPeople(PartnerId partner, String curriculum, Instant at);

  /**
   * @return the day from which on lapsed certificates count all the same; today where there is no grace
   */
  LocalDate countedFrom(PartnerId partner, LocalDate today, Instant at);
}
