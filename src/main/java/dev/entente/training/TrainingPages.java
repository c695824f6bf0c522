package dev.entente.training;

import dev.entente.identity.Roles;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import java.security.Principal;
import java.util.Optional;
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

/** A partner's learners and certificates, and what a manager does there. */
@Controller
class TrainingPages {

  private static final int MOST = 100;

  private final Partners partners;
  private final TrainingOverview overview;
  private final CourseCompletion completing;

  TrainingPages(Partners partners, TrainingOverview overview, CourseCompletion completing) {
    this.partners = partners;
    this.overview = overview;
    this.completing = completing;
  }

  @GetMapping("/partners/{id}/training")
  @PreAuthorize("isAuthenticated()")
  String ofPartner(@PathVariable String id, Model model) {
    PartnerFacts partner = partnerOf(id);
    model.addAttribute("partnerId", id);
    model.addAttribute("startable", partner.stage().acceptsGrants());
    model.addAttribute("curricula", overview.curricula(partner));
    model.addAttribute("rows", overview.rows(partner.id(), MOST));
    model.addAttribute("most", MOST);
    return "page/training/training";
  }

  @PostMapping("/partners/{id}/training/{enrollment}/completion")
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  String complete(@PathVariable String id, @PathVariable long enrollment, @RequestParam String score, Principal principal, RedirectAttributes redirect) {
    PartnerId partner = partnerOf(id).id();
    Optional<Integer> points = points(score);
    if (points.isEmpty()) {
      redirect.addFlashAttribute("problem", "training.score.invalid");
    } else {
      try {
        completing.complete(partner, enrollment, new CourseCompletion.Report(points.get(), principal.getName(), null));
        redirect.addFlashAttribute("notice", "training.score.taken");
      } catch (CourseCompletion.NotWaiting refusal) {
        redirect.addFlashAttribute("problem", refusal.getMessage());
      }
    }
    return "redirect:/partners/" + partner;
  }

  private static Optional<Integer> points(String score) {
    return score.strip().matches("\\d{1,3}") && Integer.parseInt(score.strip()) <= 100 ? Optional.of(Integer.parseInt(score.strip())) : Optional.empty();
  }

  private PartnerFacts partnerOf(String id) {
    if (!id.matches("P-\\d{5,12}")) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return partners.facts(new PartnerId(id));
  }
}
