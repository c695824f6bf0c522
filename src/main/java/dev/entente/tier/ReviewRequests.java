package dev.entente.tier;

import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.process.Processes.StartId;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What people ask for: a review now, or another look in the cure period. */
@Component
class ReviewRequests {

  private final Partners partners;
  private final Reviews reviews;
  private final ReviewStarts starts;
  private final Milestones milestones;
  private final Trail trail;
  private final TransactionTemplate transactions;

  ReviewRequests(Partners partners, Reviews reviews, ReviewStarts starts, Milestones milestones, Trail trail,
      TransactionTemplate transactions) {
    this.partners = partners;
    this.reviews = reviews;
    this.starts = starts;
    this.milestones = milestones;
    this.trail = trail;
    this.transactions = transactions;
  }

  /** Not now; the message says why. */
  @ResponseStatus(HttpStatus.CONFLICT)
  static class NotReviewable extends RuntimeException {

    private final String key;

    NotReviewable(String key, String message) {
      super(message);
      this.key = key;
    }

    /** Of the text for pages. */
    String key() {
      return key;
    }
  }

  void start(PartnerId partner, String user) {
    StartId start = transactions.execute(status -> {
      if (partners.facts(partner).stage() != Stage.ACTIVE) {
        throw new NotReviewable("tier.start.notActive", "Partner " + partner + " is not active; only active partners are reviewed");
      }
      if (reviews.openOf(partner).isPresent()) {
        throw new NotReviewable("tier.start.busy", "Partner " + partner + " is under review already; wait until that is closed");
      }
      trail.record(TrailEntry.of(partner.value(), user, "tierReview.requested", Map.of()));
      return starts.start(partner, Review.Occasion.HAND, user);
    });
    starts.dispatch(start);
  }

  /** @throws NotReviewable where no cure period runs */
  void lookAgain(PartnerId partner, String user) {
    transactions.executeWithoutResult(status -> {
      Optional<Review> curing = reviews.openOf(partner).filter(review -> review.cureUntil() != null);
      milestones.say(curing.orElseThrow(() -> new NotReviewable("tier.lookAgain.none", "Partner " + partner + " is not in a cure period")));
      trail.record(TrailEntry.of(partner.value(), user, "tierReview.lookAgainRequested", Map.of()));
    });
  }
}
