package dev.entente.partner;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A partner as it stands at one moment, for rules over many partners at once.
 *
 * @param renewalOn the day on which the agreed term ends; null before activation
 * @param formerContacts mail addresses in lower case of people who have left and are not back
 */
public record PartnerSnapshot(PartnerFacts facts, Instant stageSince, @Nullable LocalDate renewalOn, Set<String> formerContacts) {

  public PartnerId id() {
    return facts.id();
  }
}
