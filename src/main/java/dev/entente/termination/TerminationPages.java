package dev.entente.termination;

import dev.entente.identity.Roles;
import dev.entente.partner.PartnerId;
import dev.entente.partner.PartnerNotFound;
import dev.entente.partner.Partners;
import dev.entente.process.Processes;
import dev.entente.termination.TerminationRequests.Answer;
import dev.entente.termination.Termination.Gravity;
import dev.entente.termination.Termination.Reason;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of terminations, the form that starts one, and one case. */
@Controller
class TerminationPages {


  private final Terminations terminations;
  private final CaseView view;
  private final TerminationRequests requesting;
  private final CallOffDecision callingOff;
  private final Partners partners;
  private final Processes processes;

  TerminationPages(Terminations terminations, CaseView view, TerminationRequests requesting, CallOffDecision callingOff, Partners partners, Processes processes) {
    this.terminations = terminations;
    this.view = view;
    this.requesting = requesting;
    this.callingOff = callingOff;
    this.partners = partners;
    this.processes = processes;
  }

  record StartForm(
      @NotBlank(message = "{termination.form.partner.missing}")
      @Pattern(regexp = "\\s*|\\s*[Pp]-\\d{5,12}\\s*", message = "{termination.form.partner.malformed}") String partner,
      @NotNull(message = "{termination.form.reason.missing}") @Nullable Reason reason,
      @Nullable Gravity gravity,
      @NotBlank(message = "{termination.form.explanation.missing}")
      @Size(max = 2000, message = "{termination.form.explanation.long}") String explanation) {}

  @GetMapping("/terminations")
  @PreAuthorize(Roles.STAFF)
  String list(@RequestParam(required = false) @Size(max = 20) @Nullable String state, @RequestParam(required = false) @Nullable Reason reason,
      @RequestParam(required = false) @Size(max = 100) @Nullable String q, @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page,
      @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size, Model model) {
    Terminations.Filter filter = new Terminations.Filter(given(state), reason == null ? null : reason.name(), given(q));
    model.addAttribute("filter", filter);
    model.addAttribute("states", Termination.State.values());
    model.addAttribute("reasons", Reason.values());
    model.addAttribute("cases", terminations.page(filter, page, size));
    model.addAttribute("page", page);
    model.addAttribute("size", size);
    model.addAttribute("total", terminations.count(filter));
    return "page/termination/list";
  }

  @GetMapping("/terminations/new")
  @PreAuthorize(Roles.ENFORCERS)
  String form(@RequestParam(defaultValue = "") @Size(max = 20) String partner, Model model) {
    model.addAttribute("form", new StartForm(partner, null, Gravity.ORDINARY, ""));
    return showForm(model);
  }

  @PostMapping("/terminations")
  @PreAuthorize(Roles.ENFORCERS)
  String start(@Valid @ModelAttribute("form") StartForm form, BindingResult errors, Principal principal, Model model, RedirectAttributes redirect) {
    if (errors.hasErrors() || form.reason() == null) {
      return showForm(model);
    }
    Answer answer;
    try {
      answer = requesting.request(new PartnerId(form.partner().strip().toUpperCase(java.util.Locale.ROOT)), form.reason(),
          form.gravity() == null ? Gravity.ORDINARY : form.gravity(), form.explanation().strip(), principal.getName());
    } catch (PartnerNotFound unknown) {
      errors.rejectValue("partner", "termination.form.partner.unknown");
      return showForm(model);
    }
    if (answer instanceof Answer.Refused refused) {
      errors.rejectValue("partner", refused.key());
      return showForm(model);
    }
    Answer.Requested requested = (Answer.Requested) answer;
    processes.dispatchNow(requested.start());
    redirect.addFlashAttribute("notice", "termination.started");
    return "redirect:/terminations/" + requested.id();
  }

  private String showForm(Model model) {
    model.addAttribute("reasons", Reason.values());
    model.addAttribute("gravities", Gravity.values());
    return "page/termination/new";
  }

  @GetMapping("/terminations/{id:\\d+}")
  @PreAuthorize(Roles.STAFF)
  String show(@PathVariable long id, Principal principal, Model model) {
    Termination termination = terminations.get(id);
    view.fill(termination, model);
    model.addAttribute("partner", partners.facts(termination.partner()));
    model.addAttribute("me", principal.getName());
    return "page/termination/show";
  }

  @GetMapping("/partners/{id}/terminations")
  @PreAuthorize(Roles.STAFF)
  String ofPartner(@PathVariable PartnerId id, Model model) {
    model.addAttribute("partner", partners.facts(id));
    terminations.latest(id).ifPresentOrElse(latest -> view.fill(latest, model), () -> model.addAttribute("termination", null));
    return "page/termination/of-partner";
  }

  @PostMapping("/terminations/{id:\\d+}/cured")
  @PreAuthorize(Roles.COMPLIANCE)
  String cured(@PathVariable long id, @RequestParam(defaultValue = "") String why, Principal principal, RedirectAttributes redirect) {
    return calledOff(id, why, redirect, reason -> callingOff.cured(id, reason, principal.getName()));
  }

  @PostMapping("/terminations/{id:\\d+}/withdrawal")
  @PreAuthorize(Roles.ENFORCERS)
  String withdrawn(@PathVariable long id, @RequestParam(defaultValue = "") String why, Principal principal, RedirectAttributes redirect) {
    return calledOff(id, why, redirect, reason -> callingOff.withdrawn(id, reason, principal.getName()));
  }

  private String calledOff(long id, String why, RedirectAttributes redirect, java.util.function.Function<String, Optional<String>> act) {
    if (why.isBlank() || why.strip().length() > 500) {
      redirect.addFlashAttribute("problem", "termination.callOff.reason.missing");
    } else {
      act.apply(why.strip()).ifPresentOrElse(key -> redirect.addFlashAttribute("problem", key),
          () -> redirect.addFlashAttribute("notice", "termination.callOff.done"));
    }
    return "redirect:/terminations/" + id;
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
