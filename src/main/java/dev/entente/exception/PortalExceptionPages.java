package dev.entente.exception;

import dev.entente.exception.ExceptionList.Filter;
import dev.entente.portal.PortalUser;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A partner's exceptions in its portal: what it enjoys until when, and how to ask for one or for more time. */
@Controller
@RequestMapping("/portal/exceptions")
class PortalExceptionPages {

  private final ExceptionList list;
  private final ExceptionCases cases;
  private final ExceptionRequests requesting;
  private final ExceptionForms forms;

  PortalExceptionPages(ExceptionList list, ExceptionCases cases, ExceptionRequests requesting, ExceptionForms forms) {
    this.list = list;
    this.cases = cases;
    this.requesting = requesting;
    this.forms = forms;
  }

  @GetMapping
  String all(PortalUser user, @RequestParam(defaultValue = "0") String page, Model model) {
    model.addAttribute("found", list.find(Filter.ofPartner(user.partner().value()), page.matches("\\d{1,5}") ? Integer.parseInt(page) : 0, 20));
    return "page/exception/portal-list";
  }

  /** First the kind, then what it needs. */
  @GetMapping("/new")
  String form(PortalUser user, @RequestParam(required = false) @Nullable String kind, Model model) {
    Optional<ExceptionKind> chosen = ExceptionForms.kind(kind);
    if (chosen.isEmpty()) {
      forms.choices(user.partner(), model);
      return "page/exception/portal-choose";
    }
    model.addAttribute("form", ExceptionForm.empty(chosen.get().name()));
    forms.form(user.partner(), chosen.get(), model);
    return "page/exception/portal-new";
  }

  @PostMapping
  String request(PortalUser user, @ModelAttribute("form") ExceptionForm form, BindingResult binding, Model model, RedirectAttributes redirect) {
    ExceptionRequests.Answer answer = requesting.request(user.partner(), form.toWish(), user.actor());
    if (answer.requested() != null) {
      redirect.addFlashAttribute("notice", "exception.portal.done");
      return "redirect:/portal/exceptions";
    }
    Optional<ExceptionKind> kind = ExceptionForms.kind(form.kind());
    if (kind.isEmpty()) {
      return "redirect:/portal/exceptions/new";
    }
    ExceptionForm.report(answer.problems(), binding);
    forms.form(user.partner(), kind.get(), model);
    return "page/exception/portal-new";
  }

  @GetMapping("/{id}/extend")
  String extensionForm(PortalUser user, @PathVariable String id, Model model) {
    model.addAttribute("form", ExceptionForm.empty(""));
    forms.extension(own(user, id), model);
    return "page/exception/portal-extend";
  }

  @PostMapping("/{id}/extend")
  String extend(PortalUser user, @PathVariable String id, @ModelAttribute("form") ExceptionForm form, BindingResult binding, Model model,
      RedirectAttributes redirect) {
    ExceptionCase extended = own(user, id);
    ExceptionRequests.Answer answer = requesting.extend(id, form.toWish(), user.actor());
    if (answer.requested() != null) {
      redirect.addFlashAttribute("notice", "exception.portal.done");
      return "redirect:/portal/exceptions";
    }
    ExceptionForm.report(ExceptionForm.atShownFields(answer.problems()), binding);
    forms.extension(extended, model);
    return "page/exception/portal-extend";
  }

  /** Another partner's is as good as none. */
  private ExceptionCase own(PortalUser user, String id) {
    ExceptionCase exception = cases.get(id);
    if (!exception.partner().equals(user.partner())) {
      throw new ExceptionNotFound(id);
    }
    return exception;
  }
}
