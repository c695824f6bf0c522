package dev.entente.engine.behavior;

import dev.entente.engine.expression.CompiledExpression;
import dev.entente.engine.model.Specs;
import dev.entente.engine.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task for a person. */
final class UserTaskBehavior extends JobBehavior {

  @Override
  public Outcome activate(Scene scene) {
    Specs.UserTask task = scene.element().userTask();
    if (task == null) {
      return super.activate(scene);
    }
    Specs.Form form = task.form();
    long priority = scene.extract(() -> scene.expressions().evaluateLong(task.priority(), scene.lookup()));
    if (priority < 0 || priority > 100) {
      throw new Parked("EXTRACT_VALUE_ERROR", "Expected priority to be in the range [0,100] but was '%d'.".formatted(priority));
    }
    return new Outcome.WaitForUserTask(text(scene, task.assignee()), texts(scene, task.candidateGroups()), texts(scene, task.candidateUsers()),
        time(scene, task.dueDate()), time(scene, task.followUpDate()), (int) priority, formKey(scene, form),
        form == null ? null : text(scene, form.externalReference()), Json.write(task.headers()));
  }

  private static @Nullable Long formKey(Scene scene, Specs.@Nullable Form form) {
    if (form == null || form.formId() == null) {
      return null;
    }
    String id = scene.string(form.formId());
    return scene.lookups().form(id, form.binding(), form.versionTag(), scene.instance().process.definition)
        .orElseThrow(() -> new Parked("FORM_NOT_FOUND", "Expected to find a form with id '%s', but no form with this id is found, at least a form with this id should be available."
            .formatted(id)));
  }

  private static @Nullable String text(Scene scene, @Nullable CompiledExpression expression) {
    if (expression == null) {
      return null;
    }
    String text = scene.extract(() -> Optional.ofNullable(scene.expressions().evaluateOptionalString(expression, scene.lookup()))).orElse(null);
    return text == null || text.isBlank() ? null : text;
  }

  private static List<String> texts(Scene scene, @Nullable CompiledExpression expression) {
    return expression == null ? List.of() : scene.extract(() -> scene.expressions().evaluateStrings(expression, scene.lookup()));
  }

  /** A missing value means no date. */
  private static @Nullable Instant time(Scene scene, @Nullable CompiledExpression expression) {
    if (expression == null || scene.extract(() -> Optional.ofNullable(scene.expressions().evaluate(expression, scene.lookup())))
        .filter(value -> !value.equals("")).isEmpty()) {
      return null;
    }
    return scene.extract(() -> scene.expressions().evaluateInstant(expression, scene.lookup()));
  }
}
