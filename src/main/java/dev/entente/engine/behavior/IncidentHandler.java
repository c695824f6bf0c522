package dev.entente.engine.behavior;

import dev.entente.engine.expression.EvaluationFailed;
import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.ElementInstance.Phase;
import dev.entente.engine.store.Rows;
import dev.entente.engine.store.UnstorableValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Raises and clears incidents. */
public final class IncidentHandler {

  private final Interpreter interpreter;

  IncidentHandler(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** Tries a step; if it can't be done, the instance stays in its phase with an incident, and no variable was changed. */
  void attempt(ElementInstance instance, Runnable step) {
    Phase phase = instance.phase;
    interpreter.work().variables.beginStep();
    try {
      step.run();
    } catch (IncidentRaised raised) {
      failed(instance, phase, raised.errorType(), raised.getMessage());
    } catch (EvaluationFailed | UnstorableValue failed) {
      failed(instance, phase, "EXTRACT_VALUE_ERROR", failed.getMessage());
    }
  }

  private void failed(ElementInstance instance, Phase phase, String errorType, String message) {
    interpreter.work().variables.undoStep();
    instance.phase = phase;
    raise(instance, errorType, message, null);
  }

  public void raise(ElementInstance it, String type, String message, @Nullable Long jobKey) {
    clear(it);
    long key = interpreter.work().nextKey();
    it.incidentKey = key;
    interpreter.work().add(new Rows.Incident(key, type, message.replace("\0", ""), "ACTIVE", it.element.id(), it.key, it.process.key,
        it.process.rootKey, it.process.definition.key(), it.process.definition.processId(), jobKey, path(it), interpreter.work().now));
    interpreter.work().change(it);
  }

  private static long[] path(ElementInstance instance) {
    List<Long> path = new ArrayList<>();
    for (ElementInstance current = instance; current != null; current = current.parent()) {
      path.add(current.key);
    }
    return path.stream().mapToLong(Long::longValue).toArray();
  }

  void clear(ElementInstance instance) {
    if (instance.incidentKey != null) {
      interpreter.work().resolveIncident(instance.incidentKey);
      instance.incidentKey = null;
      interpreter.work().change(instance);
    }
  }

  /** Tries again what could not be done; an incident of a job only frees the job. */
  public void retry(ElementInstance instance, boolean ofJob) {
    Phase phase = instance.phase;
    clear(instance);
    if (ofJob) {
      return;
    }
    if (phase == Phase.COMPLETING) {
      interpreter.completeLater(instance);
    } else if (phase == Phase.ACTIVATING) {
      interpreter.activateLater(instance);
    }
  }
}
