package dev.entente.exception;

import dev.entente.exception.ExceptionCase.State;
import dev.entente.exception.ExceptionList.Filter;
import dev.entente.identity.Roles;
import java.util.Arrays;
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

/** The list of exceptions, and one of them with its history and what may be done about it. */
@Controller
@RequestMapping("/exceptions")
@PreAuthorize(Roles.STAFF)
class ExceptionPages {

  private final ExceptionList list;
  private final ExceptionCases cases;
  private final ExceptionRequests requesting;
  private final ExceptionExpiry ending;
  private final ExceptionForms forms;
  private final ExceptionPage page;

  ExceptionPages(ExceptionList list, ExceptionCases cases, ExceptionRequests requesting, ExceptionExpiry ending, ExceptionForms forms, ExceptionPage page) {
    this.list = list;
    this.cases = cases;
    this.requesting = requesting;
    this.ending = ending;
    this.forms = forms;
    this.page = page;
  }

  /** What the address asks for, as it was written. */
  record Query(@Nullable String kind, @Nullable String state, @Nullable String owner, @Nullable String endsWithin, @Nullable String partner) {

    Filter filter() {
      State known = Arrays.stream(State.values()).filter(one -> one.name().equals(state)).findFirst().orElse(null);
      Integer days = endsWithin != null && endsWithin.matches("\\d{1,3}") ? Integer.valueOf(endsWithin) : null;
      return new Filter(given(partner), ExceptionForms.kind(kind).orElse(null), known, given(owner), days);
    }

    private static @Nullable String given(@Nullable String text) {
      return text == null || text.isBlank() ? null : text.strip();
    }
  }

  @GetMapping
  String all(Query query, @RequestParam(defaultValue = "0") String page, Model model) {
    Filter filter = query.filter();
    model.addAttribute("query", query);
    model.addAttribute("filtered", !filter.isEmpty());
    model.addAttribute("found", list.find(filter, page.matches("\\d{1,5}") ? Integer.parseInt(page) : 0, 20));
    model.addAttribute("kinds", ExceptionKind.values());
    model.addAttribute("states", State.values());
    model.addAttribute("owners", forms.owners());
    return "page/exception/list";
  }

  @GetMapping("/{id}")
  String one(@PathVariable String id, Authentication user, Model model) {
    page.fill(cases.get(id), user, model);
    return "page/exception/show";
  }

  @PostMapping("/{id}/revoke")
  @PreAuthorize("isAuthenticated()")
  String revoke(@PathVariable String id, @RequestParam(defaultValue = "") String why, Authentication user, Model model, RedirectAttributes redirect) {
    ExceptionCase exception = cases.get(id);
    ExceptionRoles.demandRevoker(user, exception);
    Optional<String> problem = RevokeReason.problem(why);
    if (problem.isPresent()) {
      model.addAttribute("why", why);
      model.addAttribute("whyProblem", problem.get());
      page.fill(exception, user, model);
      return "page/exception/show";
    }
    boolean revoked = ending.revoke(id, user.getName(), why.strip());
    redirect.addFlashAttribute(revoked ? "notice" : "problem", revoked ? "exception.revoke.done" : "exception.revoke.tooLate");
    return "redirect:/exceptions/" + id;
  }

  @PostMapping("/{id}/withdraw")
  @PreAuthorize(ExceptionRoles.REQUESTERS)
  String withdraw(@PathVariable String id, Authentication user, RedirectAttributes redirect) {
    ExceptionRoles.demandWithdrawer(user, cases.get(id));
    boolean asked = requesting.withdraw(id, user.getName());
    redirect.addFlashAttribute(asked ? "notice" : "problem", asked ? "exception.withdraw.done" : "exception.withdraw.tooLate");
    return "redirect:/exceptions/" + id;
  }

  @GetMapping("/{id}/extend")
  @PreAuthorize(ExceptionRoles.REQUESTERS)
  String extensionForm(@PathVariable String id, Model model) {
    model.addAttribute("form", ExceptionForm.empty(""));
    forms.extension(cases.get(id), model);
    return "page/exception/extend";
  }

  @PostMapping("/{id}/extend")
  @PreAuthorize(ExceptionRoles.REQUESTERS)
  String extend(@PathVariable String id, @ModelAttribute("form") ExceptionForm form, BindingResult binding, Authentication user, Model model,
      RedirectAttributes redirect) {
    ExceptionRequests.Answer answer = requesting.extend(id, form.toWish(), user.getName());
    if (answer.requested() != null) {
      redirect.addFlashAttribute("notice", "exception.extend.done");
      return "redirect:/exceptions/" + answer.requested().id();
    }
    ExceptionForm.report(ExceptionForm.atShownFields(answer.problems()), binding);
    forms.extension(cases.get(id), model);
    return "page/exception/extend";
  }
}
