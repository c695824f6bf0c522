package dev.entente.tasks;

import dev.entente.process.EngineUnavailable;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The inbox, and one task with its form and the facts that help to decide. */
@Controller
@PreAuthorize("isAuthenticated()")
class TaskPages {

  private static final int SIZE = 20;
  private static final String EMPTY_FORM = "{\"type\":\"default\",\"components\":[]}";
  private static final Set<String> EVIDENCE = Set.of("facts", "screenings", "agreements", "grants", "licenses", "training", "trail", "work", "findings", "terminations", "obligations",
      "evidence");

  private final Inbox inbox;
  private final TaskCompletion deciding;
  private final UserTasks tasks;
  private final TaskMails mails;
  private final Actors actors;

  TaskPages(Inbox inbox, TaskCompletion deciding, UserTasks tasks, TaskMails mails, Actors actors) {
    this.inbox = inbox;
    this.deciding = deciding;
    this.tasks = tasks;
    this.mails = mails;
    this.actors = actors;
  }

  @GetMapping("/tasks")
  String list(@RequestParam(required = false) @Nullable String scope, @RequestParam(required = false) @Nullable String partnerId,
      @RequestParam(defaultValue = "0") int page, Authentication user, Model model) {
    Actor actor = actors.of(user);
    model.addAttribute("tasks", inbox.list(actor, scope, partnerId, Math.min(Math.max(page, 0), 10_000), SIZE));
    model.addAttribute("scope", Inbox.DELEGATED.equals(scope) ? scope : Inbox.whose(actor, scope).name().toLowerCase(Locale.ROOT));
    model.addAttribute("standingIn", actor.standingIn());
    model.addAttribute("seesAll", actor.seesAll());
    model.addAttribute("me", actor.user());
    model.addAttribute("selectable", !actor.isAuditor());
    return "page/tasks/list";
  }

  @GetMapping("/tasks/{key:\\d+}")
  String show(@PathVariable long key, @RequestParam(required = false) @Nullable String seen, Authentication user, Model model) {
    Actor actor = actors.of(user);
    UserTask task = deciding.seen(actor, key);
    TaskCompletion.Permission standing = task.open() ? deciding.standing(actor, task) : new TaskCompletion.Permission(List.of(), false);
    boolean mine = actor.user().equals(task.assignee());
    boolean free = standing.isFree(actor, task);
    model.addAttribute("task", inbox.view(task));
    model.addAttribute("open", task.open());
    model.addAttribute("why", tasks.purpose(task));
    model.addAttribute("answers", mails.answers(task));
    model.addAttribute("evidence", evidence(task));
    String shown = deciding.shown(task).orElse(null);
    model.addAttribute("shown", shown);
    model.addAttribute("changedSinceSeen", seen != null && shown != null && !seen.equals(shown));
    model.addAttribute("beside", deciding.beside(task, shown, seen).orElse(null));
    model.addAttribute("standsInFor", standing.standsInFor());
    model.addAttribute("decidedFor", deciding.decidedFor(task).orElse(null));
    model.addAttribute("ownRequest", standing.ownRequest());
    model.addAttribute("mayClaim", standing.mayAct() && free && !mine);
    model.addAttribute("mayRelease", standing.mayAct() && mine);
    model.addAttribute("mayComplete", standing.mayAct() && free);
    return "page/tasks/show";
  }

  @GetMapping(path = "/tasks/{key:\\d+}/schema", produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  String schema(@PathVariable long key, Authentication user) {
    UserTask task = deciding.seen(actors.of(user), key);
    return tasks.form(task.key()).orElse(EMPTY_FORM);
  }

  @GetMapping("/tasks/{key:\\d+}/values")
  @ResponseBody
  Map<String, Object> values(@PathVariable long key, Authentication user) {
    UserTask task = deciding.seen(actors.of(user), key);
    return deciding.formOf(task).valuesFrom(tasks.variables(key));
  }

  @PostMapping("/tasks/{key:\\d+}/claim")
  String claim(@PathVariable long key, Authentication user, RedirectAttributes redirect) {
    return act(key, () -> deciding.claim(actors.of(user), key), "tasks.claimed", redirect);
  }

  @PostMapping("/tasks/{key:\\d+}/unclaim")
  String unclaim(@PathVariable long key, Authentication user, RedirectAttributes redirect) {
    return act(key, () -> deciding.unclaim(actors.of(user), key), "tasks.released", redirect);
  }

  /** The form component reads the answer: nothing, or a problem whose detail it shows. */
  @PostMapping("/tasks/{key:\\d+}/complete")
  ResponseEntity<ProblemDetail> complete(@PathVariable long key, @RequestParam(required = false) @Nullable String shown,
      @RequestBody TaskApi.Completion completion, Authentication user) {
    try {
      deciding.complete(actors.of(user), key, completion.values(), shown);
      return ResponseEntity.noContent().build();
    } catch (TaskRefused refused) {
      ResponseEntity<ProblemDetail> answer = problem(refused.getStatusCode().value(), refused.reason());
      if (refused.isToLookAgain() && shown != null && answer.getBody() != null) {
        answer.getBody().setProperty("next", "/tasks/" + key + "?seen=" + URLEncoder.encode(shown, StandardCharsets.UTF_8));
      }
      return answer;
    } catch (EngineUnavailable away) {
      return problem(HttpStatus.SERVICE_UNAVAILABLE.value(), String.valueOf(away.getMessage()));
    }
  }

  @GetMapping("/partners/{id}/tasks")
  String ofPartner(@PathVariable String id, Authentication user, Model model) {
    model.addAttribute("tasks", inbox.ofPartner(actors.of(user), id, 0, 100).items());
    return "page/tasks/partner-tasks";
  }

  private static ResponseEntity<ProblemDetail> problem(int status, String detail) {
    return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(status), detail));
  }

  private static String act(long key, Runnable action, String done, RedirectAttributes redirect) {
    try {
      action.run();
      redirect.addFlashAttribute("notice", done);
    } catch (TaskRefused refused) {
      redirect.addFlashAttribute("problem", refused.reason());
    }
    return "redirect:/tasks/" + key;
  }

  private static List<String> evidence(UserTask task) {
    return Arrays.stream(task.headers().getOrDefault("evidence", "").split(",")).map(String::trim).filter(EVIDENCE::contains).distinct().toList();
  }
}
