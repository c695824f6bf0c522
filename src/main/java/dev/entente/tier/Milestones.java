package dev.entente.tier;

import dev.entente.metric.MetricObserver;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.process.Processes;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sees when the bars are reached: those of the next tier by what was just recorded, those of a partner's own tier in its cure period by whatever changed.
 *
 * <p>What it says only makes a process look; whether the bars are reached is judged there.
 */
@Component
class Milestones implements MetricObserver {

  /** More partners at once are left to the next round. */
  private static final int MOST = 20;
  private static final int PAGE = 200;
  private static final Duration SAY_AGAIN_AFTER = Duration.ofDays(1);

  private final FactSnapshots gathering;
  private final Reviews reviews;
  private final Partners partners;
  private final Processes processes;
  private final Clock clock;

  Milestones(FactSnapshots gathering, Reviews reviews, Partners partners, Processes processes, Clock clock) {
    this.gathering = gathering;
    this.reviews = reviews;
    this.partners = partners;
    this.processes = processes;
    this.clock = clock;
  }

  /** Those that reach the bars of the next tier by what is recorded, and those in their cure period, are looked at by a process. */
  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Consumer<Collection<String>> beforeRecording(Collection<String> ids) {
    Set<String> below = ids.size() > MOST ? Set.of() : ids.stream().filter(id -> !reachesNext(id)).collect(Collectors.toSet());
    return changed -> afterRecording(below, changed);
  }

  private void afterRecording(Set<String> below, Collection<String> changed) {
    for (String id : changed) {
      if (below.contains(id) && reachesNext(id) && partners.facts(new PartnerId(id)).stage() == Stage.ACTIVE) {
        processes.publish("milestone-reached", id, Map.of("partnerId", id, "milestone", "NEXT_TIER_REACHED"));
      }
    }
    if (changed.size() <= MOST) {
      changed.forEach(id -> reviews.openOf(new PartnerId(id)).filter(review -> review.cureUntil() != null).ifPresent(this::lookAt));
    }
  }

  /** New certificates and waivers don't come through here: partners in their cure period are looked at again and again. */
  @Scheduled(fixedDelayString = "${entente.tier.recovery-interval:10m}", initialDelayString = "${entente.tier.recovery-interval:10m}")
  @Transactional
  public void look() {
    long after = 0;
    List<Review> page;
    do {
      page = reviews.curing(OffsetDateTime.now(clock).minus(SAY_AGAIN_AFTER), after, PAGE);
      page.forEach(this::lookAt);
      after = page.isEmpty() ? after : page.get(page.size() - 1).id();
    } while (page.size() == PAGE);
  }

  private void lookAt(Review review) {
    if (gathering.gather(review.partner()).assessment().unmetForCurrent() == 0) {
      say(review);
    }
  }

  /** Lets the process judge again; needs the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void say(Review review) {
    processes.publish("milestone-recovered", review.partner().value(), Map.of());
    reviews.recoverySaid(review.id());
  }

  private boolean reachesNext(String id) {
    Assessment assessment = gathering.gather(new PartnerId(id)).assessment();
    return assessment.next() == null || assessment.next().missing().isEmpty();
  }
}
