package dev.entente.application;

import dev.entente.application.ApplicationIntake.Answer;
import dev.entente.application.ApplicationIntake.Invalid;
import dev.entente.partner.FieldProblem;
import dev.entente.web.Throttle;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The public page where a company applies by itself; it tells nothing of who else is a partner. */
@Controller
@RequestMapping("/apply")
class ApplyPages {

  private static final String VIEW = "page/partner/apply";
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int ALL_TOGETHER = 50;

  private final ApplicationIntake applying;
  private final ApplicationChoices choices;
  private final Throttle perAddress;
  private final Throttle allTogether;

  ApplyPages(ApplicationIntake applying, ApplicationChoices choices, Clock clock, @Value("${entente.apply.per-hour:20}") int perHour) {
    this.applying = applying;
    this.choices = choices;
    this.perAddress = new Throttle(clock, WINDOW, perHour);
    this.allTogether = new Throttle(clock, WINDOW, perHour * ALL_TOGETHER);
  }

  @GetMapping
  String form(Model model) {
    return choices.show(VIEW, ApplicationForm.empty(), model);
  }

  @PostMapping(params = "addContact")
  String addContact(@ModelAttribute("form") ApplicationForm form, Model model) {
    return choices.show(VIEW, form.withOneMoreContact(), model);
  }

  @PostMapping
  String apply(@ModelAttribute("form") ApplicationForm form, BindingResult binding, Model model, HttpServletRequest request, HttpServletResponse response) {
    if (!perAddress.mayTry(Throttle.network(request.getRemoteAddr())) || !allTogether.mayTry("")) {
      response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
      binding.reject("partner.apply.tooMany");
    } else {
      Answer answer = applying.applyFromOutside(form.toRequest(), applicant(request));
      if (!(answer instanceof Invalid invalid)) {
        return "redirect:/apply/thanks";
      }
      FieldProblem.report(invalid.problems(), binding);
    }
    choices.addTo(model);
    return VIEW;
  }

  private static String applicant(HttpServletRequest request) {
    return request.getRemoteUser() == null || request.isUserInRole("PARTNER") ? ApplicationIntake.APPLICANT : request.getRemoteUser();
  }

  @GetMapping("/thanks")
  String thanks() {
    return "page/partner/thanks";
  }
}
