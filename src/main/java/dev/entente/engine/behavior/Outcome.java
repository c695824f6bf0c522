package dev.entente.engine.behavior;

import dev.entente.engine.store.Definition;
import dev.entente.engine.store.Instance;
import dev.entente.engine.store.Json;
import dev.entente.engine.store.Rows;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What shall happen to an element that was entered. */
sealed interface Outcome {

  void apply(Interpreter interpreter, Instance instance);

  /** Nothing to wait for: leave at once, with results. */
  record Pass(Map<String, @Nullable Object> results) implements Outcome {

    static final Pass ON = new Pass(Map.of());

    @Override
    public void apply(Interpreter interpreter, Instance instance) {
      interpreter.deliver(instance, results);
      interpreter.completeLater(instance);
    }
  }

  /** Like {@link Pass}, with the rows that tell how decisions were made; a failure parks the token after the rows are kept. */
  record Decided(Lookups.Evaluated evaluated, String resultVariable) implements Outcome {

    @Override
    public void apply(Interpreter interpreter, Instance instance) {
      evaluated.rows().forEach(interpreter.work()::add);
      if (evaluated.failure() != null) {
        throw new Parked("DECISION_EVALUATION_ERROR", evaluated.failure());
      }
      Map<String, @Nullable Object> results = new HashMap<>();
      results.put(resultVariable, evaluated.result());
      interpreter.deliver(instance, results);
      interpreter.completeLater(instance);
    }
  }

  record WaitForEvents(List<Subscription> subscriptions) implements Outcome {

    @Override
    public void apply(Interpreter interpreter, Instance instance) {
      Subscriptions.open(interpreter.work(), instance, subscriptions);
    }
  }

  record WaitForJob(String type, int retries, String headers) implements Outcome {

    @Override
    public void apply(Interpreter interpreter, Instance it) {
      Definition definition = it.process.definition;
      Instant now = interpreter.work().now;
      interpreter.work().add(new Rows.Job(interpreter.work().nextKey(), type, "BPMN_ELEMENT", "UNSPECIFIED", "CREATED", retries > 0, Instant.EPOCH,
          retries, "", false, headers, it.element.id(), it.key, it.process.key, it.process.rootKey, definition.key(), definition.processId(),
          definition.version(), it.path, it.process.tags, now, now));
    }
  }

  record WaitForUserTask(@Nullable String assignee, List<String> groups, List<String> users, @Nullable Instant dueDate, @Nullable Instant followUpDate,
      int priority, @Nullable Long formKey, @Nullable String externalReference, String headers) implements Outcome {

    @Override
    public void apply(Interpreter interpreter, Instance it) {
      Definition definition = it.process.definition;
      interpreter.work().add(new Rows.UserTask(interpreter.work().nextKey(), "CREATED", it.element.name(), it.element.id(), it.key, it.process.key,
          it.process.rootKey, definition.key(), definition.processId(), definition.name(), definition.version(), it.path, assignee, groups, users,
          dueDate, followUpDate, priority, formKey, externalReference, headers, it.process.tags, interpreter.work().now));
    }
  }

  /** Begin the flow inside, its event sub-processes waiting from the start. */
  record Enter(List<Subscription> eventSubProcesses) implements Outcome {

    @Override
    public void apply(Interpreter interpreter, Instance instance) {
      Subscriptions.open(interpreter.work(), instance, eventSubProcesses);
      interpreter.begin(instance);
    }
  }

  record Call(Definition definition, Map<String, @Nullable Object> variables) implements Outcome {

    @Override
    public void apply(Interpreter interpreter, Instance instance) {
      interpreter.call(instance, definition, variables);
    }
  }

  record Repeat(List<@Nullable Object> items) implements Outcome {

    @Override
    public void apply(Interpreter interpreter, Instance instance) {
      interpreter.loops().start(instance, items);
    }
  }

  record ThrowError(String code) implements Outcome {

    @Override
    public void apply(Interpreter interpreter, Instance instance) {
      if (!interpreter.errors().raise(instance, code, Map.of())) {
        throw new Parked("UNHANDLED_ERROR_EVENT", "Expected to throw an error event with the code '%s', but it was not caught.".formatted(code));
      }
    }
  }

  record Escalate(String code) implements Outcome {

    @Override
    public void apply(Interpreter interpreter, Instance instance) {
      interpreter.errors().escalate(instance, code);
      interpreter.completeLater(instance);
    }
  }

  /** Everything else in the scope ends. */
  record TerminateScope() implements Outcome {

    @Override
    public void apply(Interpreter interpreter, Instance instance) {
      interpreter.terminateOthers(instance);
      interpreter.completeLater(instance);
    }
  }

  record Compensate(@Nullable String activityId) implements Outcome {

    @Override
    public void apply(Interpreter interpreter, Instance instance) {
      interpreter.compensations().trigger(instance, activityId);
    }
  }

  record Broadcast(String signal, Map<String, @Nullable Object> variables) implements Outcome {

    @Override
    public void apply(Interpreter interpreter, Instance instance) {
      interpreter.work().add(new Rows.PendingSignal(interpreter.work().nextKey(), signal, Json.write(variables)));
      interpreter.completeLater(instance);
    }
  }
}
