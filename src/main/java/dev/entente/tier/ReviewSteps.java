package dev.entente.tier;

import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.ReviewDates;
import dev.entente.partner.Stage;
import dev.entente.process.JobContext;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import dev.entente.tier.Review.Occasion;
import dev.entente.tier.Review.Outcome;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The steps of a review in the database, each in one transaction; repeated, it changes nothing and answers the same. */
@Component
class ReviewSteps {

  private final Reviews reviews;
  private final Partners partners;
  private final ReviewDates dates;
  private final Programs programs;
  private final Trail trail;
  private final Clock clock;

  ReviewSteps(Reviews reviews, Partners partners, ReviewDates dates, Programs programs, Trail trail, Clock clock) {
    this.reviews = reviews;
    this.partners = partners;
    this.dates = dates;
    this.programs = programs;
    this.trail = trail;
    this.clock = clock;
  }

  /** Empty where the partner is not active, or another review of it is open. */
  @Transactional
  public Optional<Review> open(PartnerId partner, Occasion occasion, String requestedBy, JobContext job) {
    Optional<Review> own = reviews.ofInstance(job.processInstanceKey());
    if (own.isPresent()) {
      return own;
    }
    if (partners.facts(partner).stage() != Stage.ACTIVE || !reviews.open(partner, job.processInstanceKey(), occasion, requestedBy)) {
      return Optional.empty();
    }
    record(partner, "tierReview.opened", Map.of("occasion", occasion.name(), "requestedBy", requestedBy), job);
    return reviews.ofInstance(job.processInstanceKey());
  }

  /** Time to act per user task, as the partner's program version says. */
  Map<String, String> serviceLevels(PartnerId partner) {
    Program program = program(partner);
    Map<String, String> levels = new LinkedHashMap<>();
    program.serviceLevels().keySet().stream().filter(id -> !id.equals("default")).sorted()
        .forEach(id -> levels.put(id, program.serviceLevel(id).toString()));
    levels.putIfAbsent("task_resolvePromotionFailure", program.serviceLevel("task_resolvePromotionFailure").toString());
    return levels;
  }

  /** The next one is due on the first day of the next quarter. */
  @Transactional
  public void close(PartnerId partner, long review, Outcome outcome, JobContext job) {
    if (reviews.close(review, outcome)) {
      if (outcome == Outcome.PROMOTED) {
        reviews.endWindDowns(partner);
      }
      LocalDate today = LocalDate.now(clock);
      dates.next(partner, today.with(IsoFields.DAY_OF_QUARTER, 1).plus(1, IsoFields.QUARTER_YEARS));
      record(partner, "tierReview.closed", Map.of("review", review, "outcome", outcome.name()), job);
    }
  }

  /** Until when it can be cured. */
  @Transactional
  public Instant giveNotice(PartnerId partner, long review, JobContext job) {
    OffsetDateTime until = inDays(program(partner).termination().cureDays());
    if (reviews.giveNotice(review, until)) {
      record(partner, "tierReview.noticeGiven", Map.of("review", review, "cureUntil", until.toInstant().toString()), job);
    }
    return get(review).cureUntil().toInstant();
  }

  @Transactional
  public void changeTier(PartnerId partner, String tier, JobContext job) {
    partners.changeTier(partner, tier, "system", job.processInstanceKey());
  }

  /** Until when the access of the higher tier may be used. */
  @Transactional
  public Instant beginWindDown(PartnerId partner, long review, JobContext job) {
    OffsetDateTime until = inDays(program(partner).termination().sellOffDays());
    if (reviews.beginWindDown(review, until, partners.facts(partner).contacts().stream().map(Contact::id).toList())) {
      record(partner, "tierReview.windDownBegun", Map.of("review", review, "until", until.toInstant().toString()), job);
    }
    return get(review).windDownUntil().toInstant();
  }

  @Transactional
  public void endWindDown(PartnerId partner, long review, JobContext job) {
    if (reviews.endWindDown(review)) {
      record(partner, "tierReview.windDownEnded", Map.of("review", review), job);
    }
  }

  Review get(long review) {
    return reviews.find(review).orElseThrow(() -> new IllegalStateException("Expected tier review " + review + ", but there is none"));
  }

  private OffsetDateTime inDays(int days) {
    return OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS).plusDays(days);
  }

  private Program program(PartnerId partner) {
    PartnerFacts facts = partners.facts(partner);
    return programs.version(facts.programVersion());
  }

  private void record(PartnerId partner, String action, Map<String, Object> details, JobContext job) {
    trail.record(TrailEntry.of(partner.value(), "system", action, details).in(job.processInstanceKey()));
  }
}
