package dev.entente.engine;

import dev.entente.engine.model.Element;
import dev.entente.engine.model.ElementKind;
import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.IncidentStore;
import dev.entente.engine.store.InstanceStore;
import dev.entente.engine.store.JobStore;
import dev.entente.engine.store.ProcessDefinition;
import dev.entente.engine.store.ProcessInstance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Starting, ending and repairing process instances. */
final class InstanceCommands {

  private static final Pattern TAG = Pattern.compile("[A-Za-z][A-Za-z0-9_\\-:.]{0,99}");
  private static final int MOST_TAGS = 10;
  private static final int LONGEST_BUSINESS_ID = 256;

  private final EngineRuntime runtime;

  InstanceCommands(EngineRuntime runtime) {
    this.runtime = runtime;
  }

  Results.CreatedInstance create(Commands.CreateInstance command) {
    check(command);
    return runtime.command(context -> {
      ProcessDefinition definition = definition(command);
      Element start = start(definition, command.startElementIds());
      ProcessInstance process = new ProcessInstance(context.work.nextKey(), null, definition, command.businessId(), command.tags(), context.now, null);
      if (start == null) {
        context.interpreter.start(process, null, command.variables(), null);
      } else {
        ElementInstance root = context.interpreter.start(process, null, Map.of(), start);
        context.work.variables.setLocal(root, command.variables());
      }
      return new Results.CreatedInstance(process.key, definition.key(), definition.processId(), definition.version(), command.businessId(), command.tags());
    });
  }

  private static void check(Commands.CreateInstance command) {
    if (command.businessId() != null && command.businessId().length() > LONGEST_BUSINESS_ID) {
      throw Rejected.invalid("Expected the business id to have at most %d characters, but it has %d", LONGEST_BUSINESS_ID, command.businessId().length());
    }
    if (command.tags().size() > MOST_TAGS || !command.tags().stream().allMatch(tag -> TAG.matcher(tag).matches())) {
      throw Rejected.invalid("Expected at most %d tags of the form %s, but got %s", MOST_TAGS, TAG, command.tags());
    }
  }

  private ProcessDefinition definition(Commands.CreateInstance command) {
    if (command.definitionKey() != null) {
      return runtime.definitions.find(command.definitionKey())
          .orElseThrow(() -> Rejected.notFound("Expected to find process definition with key '%d', but none found", command.definitionKey()));
    }
    String id = command.processId();
    if (id == null || id.isBlank()) {
      throw Rejected.invalid("Expected a process definition key or a process definition id, but got neither");
    }
    Optional<ProcessDefinition> found = command.version() == null || command.version() < 0
        ? runtime.definitions.latest(id) : runtime.definitions.version(id, command.version());
    return found.orElseThrow(() -> Rejected.notFound("Expected to find process definition with process ID '%s'%s, but none found", id,
        command.version() == null || command.version() < 0 ? "" : " and version '" + command.version() + "'"));
  }

  private static @Nullable Element start(ProcessDefinition definition, List<String> startElementIds) {
    if (startElementIds.isEmpty()) {
      if (definition.graph().process().noneStart().isEmpty()) {
        throw Rejected.state("Expected to create instance of process with none start event, but there is no such event");
      }
      return null;
    }
    if (startElementIds.size() > 1) {
      throw Rejected.invalid("Expected at most one element to start at, but got %s", startElementIds);
    }
    Element start = definition.graph().entry(startElementIds.get(0));
    if (start == null || start.scope() == null || start.scope().kind() != ElementKind.PROCESS || start.kind() == ElementKind.BOUNDARY_EVENT
        || start.kind() == ElementKind.START_EVENT || start.kind() == ElementKind.EVENT_SUB_PROCESS) {
      throw Rejected.invalid("Expected to start at an activity, gateway or event of the process itself, but got '%s'", startElementIds.get(0));
    }
    return start;
  }

  Results.InstanceResult result(long key, List<String> fetch) {
    return runtime.transaction(() -> {
      InstanceStore.State state = runtime.instances.find(key)
          .orElseThrow(() -> Rejected.notFound("Expected process instance with key '%d', but no such instance was found", key));
      return new Results.InstanceResult(state.state(), runtime.instances.variablesOf(key, fetch));
    });
  }

  void cancel(long key) {
    runtime.run(context -> {
      InstanceStore.State state = active(key);
      if (state.rootKey() != key) {
        throw Rejected.state("Command 'CANCEL' rejected with code 'INVALID_STATE': Expected to cancel a root process instance, but '%d' was called by another. Cancel root '%d' instead",
            key, state.rootKey());
      }
      runtime.loader.lock(key);
      context.load(active(key).rootKey());
      context.interpreter.terminate(context.instance(key));
    });
  }

  private InstanceStore.State active(long key) {
    return runtime.instances.find(key).filter(state -> state.state().equals("ACTIVE")).orElseThrow(() -> Rejected.notFound(
        "Command 'CANCEL' rejected with code 'NOT_FOUND': Expected to cancel a process instance with key '%d', but no such active process was found", key));
  }

  void delete(long key) {
    runtime.transaction(() -> {
      InstanceStore.State state = runtime.instances.find(key)
          .orElseThrow(() -> Rejected.notFound("Expected process instance with key '%d', but no such instance was found", key));
      if (state.state().equals("ACTIVE") || state.rootKey() != key) {
        throw Rejected.state("Expected to delete an ended root process instance, but '%d' is active or was called by another", key);
      }
      runtime.instances.delete(key);
      return true;
    });
  }

  void setVariables(Commands.SetVariables command) {
    runtime.run(context -> {
      long root = runtime.instances.root(command.elementInstanceKey()).orElseThrow(() -> noScope(command.elementInstanceKey()));
      runtime.loader.lock(root);
      context.load(root, command.elementInstanceKey());
      ElementInstance scope = context.work.instance(command.elementInstanceKey());
      if (scope == null) {
        throw noScope(command.elementInstanceKey());
      }
      if (command.local()) {
        context.work.variables.setLocal(scope, command.variables());
      } else {
        context.work.variables.merge(scope, command.variables());
      }
    });
  }

  private static Rejected noScope(long key) {
    return Rejected.notFound("Expected to update variables for element with key '%d', but no such active element was found", key);
  }

  void resolveIncident(long key) {
    runtime.run(context -> {
      long root = runtime.incidents.root(key).orElseThrow(() -> noIncident(key));
      runtime.loader.lock(root);
      IncidentStore.Active incident = runtime.incidents.active(key).orElseThrow(() -> noIncident(key));
      context.load(root, incident.elementInstanceKey());
      resolve(context, incident);
    });
  }

  private static Rejected noIncident(long key) {
    return Rejected.notFound("Command 'RESOLVE' rejected with code 'NOT_FOUND': Expected to resolve incident with key '%d', but no such incident was found", key);
  }

  /** A job without retries gets a new incident instead of being handed out. */
  private void resolve(CommandContext context, IncidentStore.Active incident) {
    ElementInstance instance = context.instance(incident.elementInstanceKey());
    context.interpreter.incidents().retry(instance, incident.jobKey() != null);
    if (incident.jobKey() == null) {
      return;
    }
    JobStore.Open job = runtime.jobs.lockAlone(incident.jobKey())
        .orElseThrow(() -> new IllegalStateException("Expected job %d to be open, but it is not".formatted(incident.jobKey())));
    if (job.row().retries() > 0) {
      context.work.change(job.freed(context.now));
      context.freed(job.type());
    } else {
      context.interpreter.incidents().raise(instance, "JOB_NO_RETRIES", "No more retries left.", job.key());
    }
  }

  int resolveIncidents(long processInstanceKey) {
    return runtime.command(context -> {
      InstanceStore.State state = runtime.instances.find(processInstanceKey)
          .orElseThrow(() -> Rejected.notFound("Expected process instance with key '%d', but no such instance was found", processInstanceKey));
      runtime.loader.lock(state.rootKey());
      List<Long> keys = runtime.incidents.activeBelow(processInstanceKey);
      context.load(state.rootKey());
      keys.forEach(key -> runtime.incidents.active(key).ifPresent(incident -> resolve(context, incident)));
      return keys.size();
    });
  }
}
