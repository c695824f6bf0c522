package dev.entente.engine.behavior;

import dev.entente.engine.expression.CompiledExpression;
import dev.entente.engine.model.ElementProperties;
import dev.entente.engine.store.JsonValues;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task for a person. */
final class UserTaskBehavior extends JobBehavior {

  @Override
  public ActivationOutcome activate(ElementContext context) {
    ElementProperties.UserTask task = context.element().userTask();
    if (task == null) {
      return job(context, Objects.requireNonNull(context.element().job()), jobHeaders(context));
    }
    ElementProperties.Form form = task.form();
    long priority = context.extract(() -> context.expressions().evaluateLong(task.priority(), context.lookup()));
    if (priority < 0 || priority > 100) {
      throw new IncidentRaised("EXTRACT_VALUE_ERROR", "Expected priority to be in the range [0,100] but was '%d'.".formatted(priority));
    }
    return new ActivationOutcome.WaitForUserTask(text(context, task.assignee()), texts(context, task.candidateGroups()), texts(context, task.candidateUsers()),
        time(context, task.dueDate()), time(context, task.followUpDate()), (int) priority, formKey(context, form),
        form == null ? null : text(context, form.externalReference()), JsonValues.write(task.headers()));
  }

  /** What a worker that shows the task to people needs to know, under the names that Camunda gives it. */
  private static Map<String, String> jobHeaders(ElementContext context) {
    Map<String, String> headers = new LinkedHashMap<>();
    ElementProperties.UserTask task = context.element().jobUserTask();
    if (task != null) {
      put(headers, "assignee", text(context, task.assignee()));
      put(headers, "candidateGroups", list(texts(context, task.candidateGroups())));
      put(headers, "candidateUsers", list(texts(context, task.candidateUsers())));
      put(headers, "dueDate", time(context, task.dueDate()));
      put(headers, "followUpDate", time(context, task.followUpDate()));
      put(headers, "formKey", text(context, context.element().formKey()));
    }
    return headers;
  }

  private static @Nullable String list(List<String> items) {
    return items.isEmpty() ? null : JsonValues.write(items);
  }

  private static void put(Map<String, String> headers, String name, @Nullable Object value) {
    if (value != null) {
      headers.put("io.camunda.zeebe:" + name, value.toString());
    }
  }

  private static @Nullable Long formKey(ElementContext context, ElementProperties.@Nullable Form form) {
    if (form == null || form.formId() == null) {
      return null;
    }
    String id = context.string(form.formId());
    return context.lookups().form(id, form.binding(), form.versionTag(), context.instance().process.definition)
        .orElseThrow(() -> new IncidentRaised("FORM_NOT_FOUND", "Expected to find a form with id '%s', but no form with this id is found, at least a form with this id should be available."
            .formatted(id)));
  }

  private static @Nullable String text(ElementContext context, @Nullable CompiledExpression expression) {
    if (expression == null) {
      return null;
    }
    String text = context.extract(() -> Optional.ofNullable(context.expressions().evaluateOptionalString(expression, context.lookup()))).orElse(null);
    return text == null || text.isBlank() ? null : text;
  }

  private static List<String> texts(ElementContext context, @Nullable CompiledExpression expression) {
    return expression == null ? List.of() : context.extract(() -> context.expressions().evaluateStrings(expression, context.lookup()));
  }

  /** A missing value means no date. */
  private static @Nullable Instant time(ElementContext context, @Nullable CompiledExpression expression) {
    if (expression == null || context.extract(() -> Optional.ofNullable(context.expressions().evaluate(expression, context.lookup())))
        .filter(value -> !value.equals("")).isEmpty()) {
      return null;
    }
    return context.extract(() -> context.expressions().evaluateInstant(expression, context.lookup()));
  }
}
