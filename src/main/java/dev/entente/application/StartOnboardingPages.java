package dev.entente.application;

import dev.entente.application.ApplicationIntake.Accepted;
import dev.entente.application.ApplicationIntake.Answer;
import dev.entente.application.ApplicationIntake.Duplicate;
import dev.entente.application.ApplicationIntake.Invalid;
import dev.entente.identity.Roles;
import dev.entente.partner.FieldProblem;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form by which a partner manager starts an onboarding. */
@Controller
@RequestMapping("/partners/new")
@PreAuthorize(Roles.PARTNER_MANAGERS)
class StartOnboardingPages {

  private static final String VIEW = "page/partner/new";

  private final ApplicationIntake applying;
  private final Duplicates duplicates;
  private final ApplicationChoices choices;

  StartOnboardingPages(ApplicationIntake applying, Duplicates duplicates, ApplicationChoices choices) {
    this.applying = applying;
    this.duplicates = duplicates;
    this.choices = choices;
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
  String apply(@ModelAttribute("form") ApplicationForm form, BindingResult binding, Principal principal, Model model, RedirectAttributes redirect) {
    Answer answer = applying.apply(form.toRequest(), principal.getName());
    if (answer instanceof Accepted accepted) {
      redirect.addFlashAttribute("notice", "partner.new.done");
      return "redirect:/partners/" + accepted.partner();
    }
    if (answer instanceof Duplicate duplicate) {
      model.addAttribute("existing", duplicate.existing());
      model.addAttribute("refused", true);
    } else {
      FieldProblem.report(((Invalid) answer).problems(), binding);
    }
    choices.addTo(model);
    return VIEW;
  }

  /** What is there already, while someone types. */
  @GetMapping("/duplicates")
  String duplicates(@RequestParam(defaultValue = "") String legalName, @RequestParam(required = false) @Nullable String website,
      @RequestParam(required = false) @Nullable String registrationNumber, @RequestParam(required = false) @Nullable String country, Model model) {
    model.addAttribute("existing", duplicates.whileTyping(legalName, website, registrationNumber, country));
    model.addAttribute("refused", false);
    return "page/partner/duplicates :: list";
  }
}
