package dev.entente.tier;

import dev.entente.partner.PartnerId;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One look at a partner's tier.
 *
 * @param requestedBy user name, or {@code system}
 * @param outcome null while it is open
 * @param cureUntil null where no notice was given
 * @param windDownUntil null where nothing is to be wound down
 */
record Review(long id, PartnerId partner, long processInstanceKey, Occasion occasion, String requestedBy, @Nullable Outcome outcome,
    OffsetDateTime openedAt, @Nullable OffsetDateTime closedAt, @Nullable OffsetDateTime cureUntil, @Nullable OffsetDateTime windDownUntil,
    @Nullable OffsetDateTime woundDownAt) {

  enum Occasion {
    HAND, QUARTER, MILESTONE
  }

  enum Outcome {
    KEPT, HELD, REFUSED, NOT_GRANTED, PROMOTED, CURED, DEMOTED, STOPPED
  }
}
