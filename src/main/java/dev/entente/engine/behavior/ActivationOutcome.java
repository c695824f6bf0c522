package dev.entente.engine.behavior;

import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.JsonValues;
import dev.entente.engine.store.ProcessDefinition;
import dev.entente.engine.store.Rows;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What shall happen to an element that was entered. */
sealed interface ActivationOutcome {

  void apply(Interpreter interpreter, ElementInstance instance);

  /** Nothing to wait for: leave at once, with results. */
  record Pass(Map<String, @Nullable Object> results) implements ActivationOutcome {

    static final Pass ON = new Pass(Map.of());

    @Override
    public void apply(Interpreter interpreter, ElementInstance instance) {
      interpreter.deliver(instance, results);
      interpreter.completeLater(instance);
    }
  }

  /** Like {@link Pass}, with the rows that tell how decisions were made; a failure parks the token after the rows are kept. */
  record Decided(ResourceLookup.Evaluated evaluated, String resultVariable) implements ActivationOutcome {

    @Override
    public void apply(Interpreter interpreter, ElementInstance instance) {
      evaluated.rows().forEach(interpreter.work()::add);
      if (evaluated.failure() != null) {
        throw new IncidentRaised("DECISION_EVALUATION_ERROR", evaluated.failure());
      }
      Map<String, @Nullable Object> results = new HashMap<>();
      results.put(resultVariable, evaluated.result());
      interpreter.deliver(instance, results);
      interpreter.completeLater(instance);
    }
  }

  record WaitForEvents(List<Subscription> subscriptions) implements ActivationOutcome {

    @Override
    public void apply(Interpreter interpreter, ElementInstance instance) {
      Subscriptions.open(interpreter.work(), instance, subscriptions);
    }
  }

  record WaitForJob(String type, int retries, String headers) implements ActivationOutcome {

    @Override
    public void apply(Interpreter interpreter, ElementInstance it) {
      ProcessDefinition definition = it.process.definition;
      Instant now = interpreter.work().now;
      interpreter.work().add(new Rows.Job(interpreter.work().nextKey(), type, "BPMN_ELEMENT", "UNSPECIFIED", "CREATED", retries > 0, Instant.EPOCH,
          retries, "", false, headers, it.element.id(), it.key, it.process.key, it.process.rootKey, definition.key(), definition.processId(),
          definition.version(), it.path, it.process.tags, now, now));
    }
  }

  record WaitForUserTask(@Nullable String assignee, List<String> groups, List<String> users, @Nullable Instant dueDate, @Nullable Instant followUpDate,
      int priority, @Nullable Long formKey, @Nullable String externalReference, String headers) implements ActivationOutcome {

    @Override
    public void apply(Interpreter interpreter, ElementInstance it) {
      ProcessDefinition definition = it.process.definition;
      interpreter.work().add(new Rows.UserTask(interpreter.work().nextKey(), "CREATED", it.element.name(), it.element.id(), it.key, it.process.key,
          it.process.rootKey, definition.key(), definition.processId(), definition.name(), definition.version(), it.path, assignee, groups, users,
          dueDate, followUpDate, priority, formKey, externalReference, headers, it.process.tags, interpreter.work().now));
    }
  }

  /** Begin the flow inside. */
  record Enter(List<Subscription> eventSubProcesses) implements ActivationOutcome {

    @Override
    public void apply(Interpreter interpreter, ElementInstance instance) {
      Subscriptions.open(interpreter.work(), instance, eventSubProcesses);
      interpreter.begin(instance);
    }
  }

  record Call(ProcessDefinition definition, Map<String, @Nullable Object> variables) implements ActivationOutcome {

    @Override
    public void apply(Interpreter interpreter, ElementInstance instance) {
      interpreter.call(instance, definition, variables);
    }
  }

  record Repeat(List<@Nullable Object> items) implements ActivationOutcome {

    @Override
    public void apply(Interpreter interpreter, ElementInstance instance) {
      interpreter.loops().start(instance, items);
    }
  }

  record ThrowError(String code) implements ActivationOutcome {

    @Override
    public void apply(Interpreter interpreter, ElementInstance instance) {
      if (!interpreter.errors().raise(instance, code, Map.of())) {
        throw new IncidentRaised("UNHANDLED_ERROR_EVENT", "Expected to throw an error event with the code '%s', but it was not caught.".formatted(code));
      }
    }
  }

  record Escalate(String code) implements ActivationOutcome {

    @Override
    public void apply(Interpreter interpreter, ElementInstance instance) {
      interpreter.errors().escalate(instance, code);
      interpreter.completeLater(instance);
    }
  }

  /** Everything else in the scope ends. */
  record TerminateScope() implements ActivationOutcome {

    @Override
    public void apply(Interpreter interpreter, ElementInstance instance) {
      interpreter.terminateOthers(instance);
      interpreter.completeLater(instance);
    }
  }

  record Compensate(@Nullable String activityId) implements ActivationOutcome {

    @Override
    public void apply(Interpreter interpreter, ElementInstance instance) {
      interpreter.compensations().trigger(instance, activityId);
    }
  }

  record Broadcast(String signal, Map<String, @Nullable Object> variables) implements ActivationOutcome {

    @Override
    public void apply(Interpreter interpreter, ElementInstance instance) {
      interpreter.work().add(new Rows.PendingSignal(interpreter.work().nextKey(), signal, JsonValues.write(variables), null, interpreter.work().now));
      interpreter.completeLater(instance);
    }
  }
}
