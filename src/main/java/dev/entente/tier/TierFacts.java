package dev.entente.tier;

import dev.entente.metric.Metric.Measured;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A copy of everything that a verdict stands on: with the rules of its day it gives the same verdict for good.
 *
 * @param activeSince null before the activation
 * @param measured what counts on that day: all periods of the last twelve months, or the newest, as each metric asks
 * @param contacts ids of all people of the partner, in order
 * @param certificates valid ones
 * @param waived by curriculum, how many certified people fewer an exception allows
 */
record TierFacts(LocalDate asOf, String tier, @Nullable LocalDate activeSince, List<Measured> measured, List<Long> contacts, List<Certificate> certificates,
    Map<String, Integer> waived) {

  /** A course that a contact has passed. */
  record Certificate(long contact, String course, LocalDate expiresOn) {}
}
