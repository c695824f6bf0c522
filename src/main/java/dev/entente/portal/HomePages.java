package dev.entente.portal;

import dev.entente.partner.Partners;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The portal's first page: where the partnership stands, and what waits for whom. */
@Controller
class HomePages {

  private final Partners partners;
  private final List<NextSteps> steps;
  private final UserTasks tasks;

  HomePages(Partners partners, List<NextSteps> steps, UserTasks tasks) {
    this.partners = partners;
    this.steps = steps;
    this.tasks = tasks;
  }

  @GetMapping("/portal")
  String home(PortalUser user, Model model) {
    List<NextStep> all = steps.stream().flatMap(source -> source.of(user).stream())
        .sorted(Comparator.comparing(NextStep::side).thenComparing(NextStep::due, Comparator.nullsLast(Comparator.naturalOrder()))).toList();
    model.addAttribute("user", user);
    model.addAttribute("partner", partners.facts(user.partner()));
    model.addAttribute("steps", all);
    return "page/portal/home";
  }

  /** That something waits for us and by when, not what it is: who screens whom is no partner's business. */
  @GetMapping("/portal/with-us")
  String withUs(PortalUser user, Model model) {
    List<UserTask> open = tasks.ofBusinessId(user.partner().value());
    model.addAttribute("open", open.size());
    model.addAttribute("due", open.stream().map(UserTask::dueAt).filter(due -> due != null).min(Comparator.naturalOrder()).orElse(null));
    return "page/portal/with-us";
  }
}
