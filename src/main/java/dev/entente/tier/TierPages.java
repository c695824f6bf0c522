package dev.entente.tier;

import dev.entente.identity.Roles;
import dev.entente.partner.PartnerId;
import dev.entente.tier.FactSnapshots.Gathered;
import dev.entente.tier.ReviewRequests.NotReviewable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Reviews, verdicts that explain themselves, and a partner's part of both. */
@Controller
public class TierPages {

  private static final int RECENT = 10;

  private final FactSnapshots gathering;
  private final Reviews reviews;
  private final Verdicts verdicts;
  private final VerdictView views;
  private final VerdictReplay replaying;
  private final ReviewRequests requesting;

  TierPages(FactSnapshots gathering, Reviews reviews, Verdicts verdicts, VerdictView views, VerdictReplay replaying, ReviewRequests requesting) {
    this.gathering = gathering;
    this.reviews = reviews;
    this.verdicts = verdicts;
    this.views = views;
    this.replaying = replaying;
    this.requesting = requesting;
  }

  @GetMapping("/tiers")
  @PreAuthorize(Roles.STAFF)
  String reviews(@RequestParam(required = false) @Size(max = 20) @Nullable String outcome, @RequestParam(required = false) @Size(max = 20) @Nullable String partner,
      @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page, @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size, Model model) {
    Reviews.Filter filter = new Reviews.Filter(given(outcome), given(partner));
    model.addAttribute("filter", filter);
    model.addAttribute("outcomes", Review.Outcome.values());
    model.addAttribute("rows", reviews.page(filter, page, size));
    model.addAttribute("page", page);
    model.addAttribute("size", size);
    model.addAttribute("total", reviews.count(filter));
    return "page/tier/list";
  }

  @GetMapping("/partners/{id}/tier")
  @PreAuthorize(Roles.STAFF)
  String ofPartner(@PathVariable PartnerId id, Model model) {
    Gathered gathered = gathering.gather(id);
    Reviews.Filter filter = new Reviews.Filter(null, id.value());
    model.addAttribute("partner", gathered.partner());
    model.addAttribute("view", views.of(gathered));
    model.addAttribute("open", reviews.openOf(id).orElse(null));
    model.addAttribute("rows", reviews.page(filter, 0, RECENT));
    model.addAttribute("total", reviews.count(filter));
    return "page/tier/of-partner";
  }

  @GetMapping("/tiers/verdicts/{id}")
  @PreAuthorize(Roles.STAFF)
  String verdict(@PathVariable long id, Model model) {
    return show(id, model);
  }

  /** Nothing is changed by it. */
  @PostMapping("/tiers/verdicts/{id}/replay")
  @PreAuthorize(Roles.STAFF)
  String replay(@PathVariable long id, Model model) {
    Verdict verdict = found(id);
    VerdictReplay.Replay replay = replaying.replay(verdict);
    model.addAttribute("replay", replay);
    model.addAttribute("rulesChanged", replay.rulesChanged(verdict));
    return show(id, model);
  }

  @PostMapping("/partners/{id}/tier-reviews")
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  String start(@PathVariable PartnerId id, Principal principal, RedirectAttributes redirect) {
    return answered(id, redirect, "tier.start.done", () -> requesting.start(id, principal.getName()));
  }

  @PostMapping("/partners/{id}/tier-reviews/look-again")
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  String lookAgain(@PathVariable PartnerId id, Principal principal, RedirectAttributes redirect) {
    return answered(id, redirect, "tier.lookAgain.done", () -> requesting.lookAgain(id, principal.getName()));
  }

  private String show(long id, Model model) {
    Verdict verdict = found(id);
    model.addAttribute("verdict", verdict);
    model.addAttribute("view", views.of(verdict));
    model.addAttribute("review", reviews.find(verdict.review()).orElse(null));
    return "page/tier/verdict";
  }

  private Verdict found(long id) {
    return verdicts.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static String answered(PartnerId id, RedirectAttributes redirect, String done, Runnable request) {
    try {
      request.run();
      redirect.addFlashAttribute("notice", done);
    } catch (NotReviewable notNow) {
      redirect.addFlashAttribute("problem", notNow.key());
    }
    return "redirect:/partners/" + id;
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
