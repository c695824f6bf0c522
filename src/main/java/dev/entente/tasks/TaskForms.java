package dev.entente.tasks;

import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The forms of tasks, with the choices that features offer in them. */
@Component
class TaskForms {

  private final UserTasks tasks;
  private final ObjectProvider<TaskChoices> choices;
  private final JsonMapper json;

  TaskForms(UserTasks tasks, ObjectProvider<TaskChoices> choices, JsonMapper json) {
    this.tasks = tasks;
    this.choices = choices;
    this.json = json;
  }

  TaskForm of(UserTask task) {
    return new TaskForm(tasks.form(task.key()).orElse(null), json, key -> choicesOf(task, key));
  }

  private Map<String, String> choicesOf(UserTask task, String key) {
    return choices.stream().filter(one -> one.valuesKey().equals(key) && task.businessId() != null).findFirst()
        .map(one -> one.of(task.businessId())).orElse(Map.of());
  }
}
