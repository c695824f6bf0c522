package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
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

/** A partner's learners and certificates, and what a manager does there. */
@Controller
class TrainingPages {

  private final Partners partners;
  private final Enrollments enrollments;
  private final Certificates certificates;
  private final Learning learning;
  private final Completing completing;
  private final Clock clock;

  TrainingPages(Partners partners, Enrollments enrollments, Certificates certificates, Learning learning, Completing completing, Clock clock) {
    this.partners = partners;
    this.enrollments = enrollments;
    this.certificates = certificates;
    this.learning = learning;
    this.completing = completing;
    this.clock = clock;
  }

  /** An enrollment as its row shows it. */
  record Row(Enrollment enrollment, String courseName, int attemptsAllowed, int passScore, @Nullable Certificate certificate,
      Certificate.@Nullable Standing standing) {}

  @GetMapping("/partners/{id}/training")
  @PreAuthorize("isAuthenticated()")
  String ofPartner(@PathVariable String id, Model model) {
    PartnerId partner = partnerOf(id);
    model.addAttribute("partnerId", id);
    model.addAttribute("rows", enrollments.of(partner).stream().map(this::row).toList());
    return "page/training/training";
  }

  @PostMapping("/partners/{id}/training/{enrollment}/completion")
  @PreAuthorize("hasAnyRole('PARTNER_MANAGER', 'ADMIN')")
  String complete(@PathVariable String id, @PathVariable long enrollment, @RequestParam String score, Principal principal, RedirectAttributes redirect) {
    PartnerId partner = partnerOf(id);
    Optional<Integer> points = points(score);
    if (points.isEmpty()) {
      redirect.addFlashAttribute("problem", "training.score.invalid");
    } else {
      try {
        completing.complete(partner, enrollment, points.get(), principal.getName());
        redirect.addFlashAttribute("notice", "training.score.taken");
      } catch (Completing.NotWaiting refusal) {
        redirect.addFlashAttribute("problem", refusal.getMessage());
      }
    }
    return "redirect:/partners/" + partner;
  }

  private Row row(Enrollment enrollment) {
    var course = learning.course(enrollment);
    Certificate certificate = certificates.ofEnrollment(enrollment.id()).orElse(null);
    return new Row(enrollment, course.name(), course.attempts(), course.passScore(), certificate,
        certificate == null ? null : certificate.standing(LocalDate.now(clock)));
  }

  private static Optional<Integer> points(String score) {
    return score.strip().matches("\\d{1,3}") && Integer.parseInt(score.strip()) <= 100 ? Optional.of(Integer.parseInt(score.strip())) : Optional.empty();
  }

  private PartnerId partnerOf(String id) {
    if (!id.matches("P-\\d{5,12}")) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return partners.facts(new PartnerId(id)).id();
  }
}
