package dev.entente.tier;

import dev.entente.identity.Roles;
import dev.entente.partner.PartnerId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Reviews and verdicts for other systems. */
@RestController
class TierApi {

  private final ReviewRequests requesting;
  private final FactSnapshots gathering;
  private final Reviews reviews;
  private final Verdicts verdicts;
  private final VerdictReplay replaying;

  TierApi(ReviewRequests requesting, FactSnapshots gathering, Reviews reviews, Verdicts verdicts, VerdictReplay replaying) {
    this.requesting = requesting;
    this.gathering = gathering;
    this.reviews = reviews;
    this.verdicts = verdicts;
    this.replaying = replaying;
  }

  /** @param assessment as of now, by the bars of the partner's program version */
  record Standing(String partnerId, String tier, String programVersion, Assessment assessment, @Nullable Review openReview, @Nullable Long latestVerdict) {}

  record Page(List<Reviews.Row> items, int page, int size, long total) {}

  @GetMapping("/api/partners/{id}/tier")
  @PreAuthorize(Roles.STAFF)
  Standing standing(@PathVariable PartnerId id) {
    FactSnapshots.Gathered gathered = gathering.gather(id);
    return new Standing(id.value(), gathered.facts().tier(), gathered.program().version(), gathered.assessment(), reviews.openOf(id).orElse(null),
        verdicts.latest(id).map(Verdict::id).orElse(null));
  }

  @PostMapping("/api/partners/{id}/tier-reviews")
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  @ResponseStatus(HttpStatus.ACCEPTED)
  void start(@PathVariable PartnerId id, Principal principal) {
    requesting.start(id, principal.getName());
  }

  @GetMapping("/api/tier/reviews")
  @PreAuthorize(Roles.STAFF)
  Page reviews(@RequestParam(required = false) @Nullable String outcome, @RequestParam(required = false) @Nullable String partner,
      @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page, @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
    Reviews.Filter filter = new Reviews.Filter(outcome, partner);
    return new Page(reviews.page(filter, page, size), page, size, reviews.count(filter));
  }

  @GetMapping("/api/tier/verdicts/{id}")
  @PreAuthorize(Roles.STAFF)
  Verdict verdict(@PathVariable long id) {
    return found(verdicts.find(id), id);
  }

  /** Judges again by the facts and rules of that day; changes nothing. */
  @PostMapping("/api/tier/verdicts/{id}/replay")
  @PreAuthorize(Roles.STAFF)
  VerdictReplay.Replay replay(@PathVariable long id) {
    return replaying.replay(found(verdicts.find(id), id));
  }

  private static Verdict found(Optional<Verdict> verdict, long id) {
    return verdict.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no verdict " + id));
  }
}
