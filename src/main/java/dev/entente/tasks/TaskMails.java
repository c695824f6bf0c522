package dev.entente.tasks;

import dev.entente.mail.BaseUrl;
import dev.entente.mail.DatesInWords;
import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the mails about a task: why it is asked, by when, and what happens on each answer. */
@Component
class TaskMails {

  private static final String CONTACT = "contact:";

  private final UserTasks tasks;
  private final TaskCompletion deciding;
  private final Inbox inbox;
  private final Mails mails;
  private final Delegates standIns;
  private final TaskProperties properties;
  private final BaseUrl baseUrl;

  TaskMails(UserTasks tasks, TaskCompletion deciding, Inbox inbox, Mails mails, Delegates standIns, TaskProperties properties, BaseUrl baseUrl) {
    this.tasks = tasks;
    this.deciding = deciding;
    this.inbox = inbox;
    this.mails = mails;
    this.standIns = standIns;
    this.properties = properties;
    this.baseUrl = baseUrl;
  }

  /** @param requester user name, null where the process does not say */
  record Content(UserTask task, Map<String, Object> model, @Nullable String requester) {

    Content inPlaceOf(String delegator) {
      Map<String, Object> changed = new LinkedHashMap<>(model);
      changed.put("standsInFor", delegator);
      return new Content(task, changed, requester);
    }
  }

  /** Everything that has to be asked of the engine, before the transaction that enqueues. */
  Content content(UserTask task) {
    Object requester = tasks.variables(task.key()).get("requestedBy");
    TaskView view = inbox.view(task);
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("task", task.name());
    model.put("about", Optional.ofNullable(view.about()).orElse(""));
    model.put("why", tasks.purpose(task));
    model.put("partnerId", Optional.ofNullable(task.businessId()).orElse(""));
    model.put("partner", Optional.ofNullable(view.partnerName()).or(() -> Optional.ofNullable(task.businessId())).orElse(""));
    model.put("process", task.processName());
    model.put("group", String.join(", ", task.candidateGroups()));
    model.put("assignee", Optional.ofNullable(task.assignee()).orElse(""));
    model.put("due", task.dueAt() == null ? "" : DatesInWords.minute(task.dueAt().toInstant()));
    model.put("answers", answers(task));
    model.put("standsInFor", "");
    model.put("link", baseUrl.of("/tasks/" + task.key()));
    return new Content(task, model, requester == null ? null : String.valueOf(requester));
  }

  void announce(Content content) {
    askedNames(content.task()).forEach(name -> send("announced", content, name));
    standIns.of(content.task()).forEach((delegate, delegator) -> send("announced", content.inPlaceOf(delegator), delegate));
  }

  void remind(Content content) {
    UserTask task = content.task();
    (task.assignee() == null ? askedNames(task) : Set.of(task.assignee())).forEach(name -> send("reminded", content, name));
    standIns.of(task).forEach((delegate, delegator) -> send("reminded", content.inPlaceOf(delegator), delegate));
  }

  void escalate(Content content) {
    Set<String> told = new LinkedHashSet<>(List.of(properties.escalateTo()));
    if (content.requester() != null && !content.requester().startsWith(CONTACT)) {
      told.add(content.requester());
    }
    told.forEach(name -> send("escalated", content, name));
  }

  private static Set<String> askedNames(UserTask task) {
    Set<String> names = new LinkedHashSet<>(task.candidateGroups());
    names.addAll(task.candidateUsers());
    return names;
  }

  /** What each choice of the form leads to, as the diagram draws it; none where all lead to the same step, of which the task's purpose says more. */
  List<Map<String, Object>> answers(UserTask task) {
    List<UserTasks.Consequence> ways = tasks.consequences(task);
    List<Map<String, Object>> answers = new ArrayList<>();
    deciding.formOf(task).fields().forEach(field -> field.options().forEach((value, label) -> ways.stream()
        .filter(way -> way.condition().contains("\"" + value + "\""))
        .findFirst()
        .or(() -> ways.stream().filter(way -> way.condition().isEmpty()).findFirst())
        .ifPresent(way -> answers.add(Map.of("answer", label, "then", way.next())))));
    return answers.size() > 1 && answers.stream().map(answer -> answer.get("then")).distinct().count() == 1 ? List.of() : answers;
  }

  private void send(String kind, Content content, String name) {
    UserTask task = content.task();
    Map<String, Object> model = new LinkedHashMap<>(content.model());
    model.put("subjectKey", "tasks.mail." + kind + ".subject");
    model.put("leadKey", "tasks.mail." + kind + ".lead");
    mails.enqueue(new MailRequest("task-" + kind + ":" + task.key() + ":" + name, "task-notice", properties.mailboxOf(name), model,
        task.businessId(), task.processInstanceKey(), task.elementId()));
  }
}
