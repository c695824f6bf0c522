package dev.entente.tasks;

import dev.entente.identity.Groups;
import dev.entente.process.Slice;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What the first page shows of tasks: one's own, and for whom work waits. */
@Controller
class HomeTasks {

  private static final int SHOWN = 8;

  private final Inbox inbox;
  private final UserTasks tasks;
  private final Actors actors;

  HomeTasks(Inbox inbox, UserTasks tasks, Actors actors) {
    this.inbox = inbox;
    this.tasks = tasks;
    this.actors = actors;
  }

  /** @param next the most urgent one */
  record Waiting(String group, long total, TaskView next) {}

  @GetMapping("/tasks/mine-fragment")
  String mine(Authentication user, Model model) {
    model.addAttribute("tasks", inbox.list(actors.of(user), "groups", null, 0, SHOWN));
    return "page/tasks/mine";
  }

  @GetMapping("/tasks/waiting-fragment")
  String waiting(Authentication user, Model model) {
    Actor actor = actors.of(user);
    model.addAttribute("waiting", Groups.ALL.stream()
        .filter(group -> actor.seesAll() || actor.groups().contains(group))
        .map(group -> tasks.open(UserTasks.Whose.OF_GROUPS, actor.user(), List.of(group), 0, 1))
        .filter(found -> !found.items().isEmpty())
        .map(this::waiting)
        .toList());
    return "page/tasks/waiting";
  }

  private Waiting waiting(Slice<UserTask> found) {
    UserTask next = found.items().get(0);
    String group = next.candidateGroups().isEmpty() ? "" : next.candidateGroups().get(0);
    return new Waiting(group, found.total(), inbox.view(next));
  }
}
