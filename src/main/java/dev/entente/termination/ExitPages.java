package dev.entente.termination;

import dev.entente.portal.PortalPage;
import dev.entente.portal.PortalUser;
import dev.entente.settlement.Settlements;
import dev.entente.settlement.Statement;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The partner's own view of its exit: dates, certificates it owes, the statement and its answer to it. */
@Controller
@RequestMapping("/portal/exit")
class ExitPages {

  private static final int LONGEST = 2000;

  private final Terminations terminations;
  private final Material material;
  private final WindDown windDown;
  private final Settlements settlements;

  ExitPages(Terminations terminations, Material material, WindDown windDown, Settlements settlements) {
    this.terminations = terminations;
    this.material = material;
    this.windDown = windDown;
    this.settlements = settlements;
  }

  /** Puts the page into the portal's navigation. */
  @Configuration(proxyBeanMethods = false)
  static class Navigation {

    @Bean
    PortalPage exitInPortal() {
      return PortalPage.whileLeaving("exit", "/portal/exit", 90);
    }
  }

  @GetMapping
  String exit(PortalUser user, Model model) {
    Optional<Termination> latest = terminations.latest(user.partner()).filter(termination -> termination.dates().noticedAt() != null);
    model.addAttribute("termination", latest.orElse(null));
    latest.ifPresent(termination -> {
      model.addAttribute("certificates", material.of(termination.id()));
      model.addAttribute("rights", windDown.of(termination.id()));
      model.addAttribute("statement", statement(termination).orElse(null));
      model.addAttribute("owed", statement(termination).map(settlements::owedText).orElse(""));
    });
    return "page/termination/exit";
  }

  private Optional<Statement> statement(Termination termination) {
    return settlements.ofCase(termination.caseRef()).filter(statement -> statement.version() > 0);
  }

  @GetMapping("/statements/{id}")
  ResponseEntity<byte[]> document(PortalUser user, @PathVariable long id) {
    byte[] pdf = settlements.document(user.partner(), id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).cacheControl(CacheControl.noStore())
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=statement.pdf").body(pdf);
  }

  @PostMapping("/statements/{id}/acceptance")
  String accept(PortalUser user, @PathVariable long id, RedirectAttributes redirect) {
    return answered(settlements.answer(user.partner(), id, "contact:" + user.contactId(), null), "termination.exit.accepted", redirect);
  }

  @PostMapping("/statements/{id}/dispute")
  String dispute(PortalUser user, @PathVariable long id, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
    if (reason.isBlank() || reason.strip().length() > LONGEST) {
      redirect.addFlashAttribute("problem", "termination.exit.reason.missing");
      redirect.addFlashAttribute("typed", reason);
      return "redirect:/portal/exit";
    }
    return answered(settlements.answer(user.partner(), id, "contact:" + user.contactId(), reason.strip()), "termination.exit.disputed", redirect);
  }

  private static String answered(boolean taken, String done, RedirectAttributes redirect) {
    redirect.addFlashAttribute(taken ? "notice" : "problem", taken ? done : "termination.exit.tooLate");
    return "redirect:/portal/exit";
  }
}
