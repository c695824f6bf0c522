package dev.entente.tasks;

import dev.entente.process.ProcessNames;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** Out of office: who stands in for me, for whom I stand in, and the form that hands tasks over. */
@Controller
@RequestMapping("/delegations")
@PreAuthorize("isAuthenticated()")
class DelegationPages {

  private static final String VIEW = "page/tasks/delegations";
  private static final int SIZE = 20;

  private final DelegationChanges delegating;
  private final Delegations delegations;
  private final TaskExtensions desks;
  private final ProcessNames processes;
  private final Actors actors;
  private final TaskProperties properties;

  DelegationPages(DelegationChanges delegating, Delegations delegations, TaskExtensions desks, ProcessNames processes, Actors actors, TaskProperties properties) {
    this.delegating = delegating;
    this.delegations = delegations;
    this.desks = desks;
    this.processes = processes;
    this.actors = actors;
    this.properties = properties;
  }

  @GetMapping
  String list(@RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int given, @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int received,
      Authentication user, Model model) {
    model.addAttribute("form", DelegationForm.empty());
    return page(actors.of(user), given, received, model);
  }

  @PostMapping
  String delegate(@ModelAttribute("form") DelegationForm form, BindingResult binding, Authentication user, Model model, RedirectAttributes redirect) {
    Actor actor = actors.of(user);
    List<DelegationChanges.Problem> problems = delegating.delegate(actor, form, new DelegationChanges.Choices(processes.all().keySet(), desks.allKinds().keySet()));
    if (problems.isEmpty()) {
      redirect.addFlashAttribute("notice", "tasks.delegation.done");
      return "redirect:/delegations";
    }
    problems.forEach(problem -> binding.rejectValue(problem.field(), problem.key(), problem.values(), null));
    return page(actor, 0, 0, model);
  }

  @PostMapping("/{id:\\d+}/end")
  String end(@PathVariable long id, Authentication user, RedirectAttributes redirect) {
    delegating.end(actors.of(user), id);
    redirect.addFlashAttribute("notice", "tasks.delegation.endedNow");
    return "redirect:/delegations";
  }

  private String page(Actor actor, int given, int received, Model model) {
    Map<String, String> groups = new LinkedHashMap<>();
    actor.groups().forEach(group -> groups.put(group, "process.group." + group));
    model.addAttribute("given", delegations.givenBy(actor.user(), given, SIZE));
    model.addAttribute("received", delegations.givenTo(actor.user(), received, SIZE));
    model.addAttribute("today", delegations.today());
    model.addAttribute("groupChoices", groups);
    model.addAttribute("processChoices", processes.all());
    model.addAttribute("kindChoices", desks.allKinds());
    model.addAttribute("longest", properties.delegationDays());
    model.addAttribute("mayDelegate", !actor.groups().isEmpty() && !actor.isAuditor());
    return VIEW;
  }
}
