package dev.entente.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets the dates of grants act: their owners hear of the end and of reviews beforehand, and what has ended is revoked. */
@Component
class GrantExpiry {

  private static final Logger LOG = LoggerFactory.getLogger(GrantExpiry.class);
  private static final int BATCH = 100;
  private static final Origin ORIGIN = Origin.schedule("end-of-grant");

  private final Grants grants;
  private final Revoking revoking;
  private final GrantExpiryNotices notices;
  private final Clock clock;
  private final Duration noticeBefore;

  GrantExpiry(Grants grants, Revoking revoking, GrantExpiryNotices notices, Clock clock, @Value("${entente.access.notice-before:14d}") Duration noticeBefore) {
    this.grants = grants;
    this.revoking = revoking;
    this.notices = notices;
    this.clock = clock;
    this.noticeBefore = noticeBefore;
  }

  @Scheduled(fixedDelayString = "${entente.access.end-every:60s}", initialDelayString = "${entente.access.end-every:60s}")
  void look() {
    LocalDate today = LocalDate.now(clock);
    while (notices.tellOfEnds(today, today.plusDays(noticeBefore.toDays()), BATCH) == BATCH) {
      LOG.debug("More owners to be told");
    }
    while (notices.tellOfReviews(today, BATCH) == BATCH) {
      LOG.debug("More reviews are due");
    }
    revokeEnded(today);
  }

  /** Every one is tried once, whatever became of those before it; what could not be revoked is left to {@link RevocationSweep}. */
  private void revokeEnded(LocalDate today) {
    long after = 0;
    List<Grant> ended;
    do {
      ended = grants.ended(today, after, BATCH);
      for (Grant grant : ended) {
        after = grant.id();
        try {
          revoking.revoke(grant, "It ended on " + grant.endsOn(), ORIGIN);
        } catch (RuntimeException trouble) {
          LOG.warn("Grant {} in {} has ended but could not be revoked: {}", grant.id(), grant.target(), trouble.getMessage());
        }
      }
    } while (ended.size() == BATCH);
  }
}
