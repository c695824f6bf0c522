package dev.entente.exception;

import dev.entente.exception.ExceptionList.Filter;
import dev.entente.identity.Roles;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
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

/** A partner's exceptions as a part of its page, and the form by which one is asked for. */
@Controller
@RequestMapping("/partners/{id}/exceptions")
class PartnerExceptionPages {

  private static final int MOST = 20;

  private final ExceptionList list;
  private final ExceptionRequests requesting;
  private final ExceptionForms forms;
  private final Partners partners;

  PartnerExceptionPages(ExceptionList list, ExceptionRequests requesting, ExceptionForms forms, Partners partners) {
    this.list = list;
    this.requesting = requesting;
    this.forms = forms;
    this.partners = partners;
  }

  @GetMapping
  @PreAuthorize(Roles.STAFF)
  String ofPartner(@PathVariable PartnerId id, Authentication user, Model model) {
    model.addAttribute("partner", partners.facts(id));
    model.addAttribute("found", list.find(Filter.ofPartner(id.value()), 0, MOST));
    model.addAttribute("mayRequest", ExceptionRoles.mayRequest(user));
    return "page/exception/of-partner";
  }

  /** First the kind, then what it needs. */
  @GetMapping("/new")
  @PreAuthorize(ExceptionRoles.REQUESTERS)
  String form(@PathVariable PartnerId id, @RequestParam(required = false) @Nullable String kind, Model model) {
    Optional<ExceptionKind> chosen = ExceptionForms.kind(kind);
    if (chosen.isEmpty()) {
      forms.choices(id, model);
      return "page/exception/choose";
    }
    model.addAttribute("form", ExceptionForm.empty(chosen.get().name()));
    forms.form(id, chosen.get(), model);
    return "page/exception/new";
  }

  @PostMapping
  @PreAuthorize(ExceptionRoles.REQUESTERS)
  String request(@PathVariable PartnerId id, @ModelAttribute("form") ExceptionForm form, BindingResult binding, Authentication user, Model model,
      RedirectAttributes redirect) {
    ExceptionRequests.Answer answer = requesting.request(id, form.toWish(), user.getName());
    if (answer.requested() != null) {
      redirect.addFlashAttribute("notice", "exception.new.done");
      return "redirect:/exceptions/" + answer.requested().id();
    }
    Optional<ExceptionKind> kind = ExceptionForms.kind(form.kind());
    if (kind.isEmpty()) {
      return "redirect:/partners/" + id + "/exceptions/new";
    }
    ExceptionForm.report(answer.problems(), binding);
    forms.form(id, kind.get(), model);
    return "page/exception/new";
  }
}
