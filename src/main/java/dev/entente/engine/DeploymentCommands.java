package dev.entente.engine;

import dev.entente.engine.behavior.StartEventSubscriptions;
import dev.entente.engine.expression.DecisionGraph;
import dev.entente.engine.store.DeploymentStore;
import dev.entente.engine.store.DeploymentStore.ResourceKind;
import dev.entente.engine.store.ProcessDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deploys and deletes resources. A deployment without any change answers what is there; with a change, all of it gets new versions. */
final class DeploymentCommands {

  private final EngineRuntime runtime;

  DeploymentCommands(EngineRuntime runtime) {
    this.runtime = runtime;
  }

  Results.Deployment deploy(List<Commands.Resource> files) {
    List<Artifact> artifacts = new ArtifactReader(runtime).read(files);
    return runtime.command(context -> {
      runtime.deployments.lock();
      Map<Artifact, DeploymentStore.Content> known = new HashMap<>();
      artifacts.forEach(artifact -> runtime.deployments.latest(artifact.kind(), artifact.id())
          .filter(latest -> latest.checksum().equals(artifact.checksum()) && latest.resourceName().equals(artifact.resourceName()))
          .ifPresent(latest -> known.put(artifact, latest)));
      Answer answer = new Answer(context.work.nextKey());
      if (known.size() == artifacts.size()) {
        artifacts.forEach(artifact -> answer.add(artifact, known.get(artifact).key(), known.get(artifact).version(), decisions(known.get(artifact).key(), artifact)));
      } else {
        runtime.deployments.insert(answer.key, context.now);
        artifacts.forEach(artifact -> insert(context, artifact, answer));
      }
      return answer.toResult();
    });
  }

  private List<DeploymentStore.Decision> decisions(long key, Artifact artifact) {
    return artifact.kind() == ResourceKind.REQUIREMENTS ? runtime.deployments.decisionsOf(key) : List.of();
  }

  private void insert(CommandContext context, Artifact artifact, Answer answer) {
    long key = context.work.nextKey();
    int version = runtime.deployments.highestVersion(artifact.kind(), artifact.id()) + 1;
    Instant now = context.now;
    List<DeploymentStore.Decision> decisions = new ArrayList<>();
    switch (artifact.kind()) {
      case PROCESS -> process(context, artifact, answer.key, key, version);
      case REQUIREMENTS -> decisions.addAll(requirements(context, artifact, answer.key, key, version));
      case FORM -> runtime.deployments.insert(ResourceKind.FORM, List.of(new DeploymentStore.FormRow(key, artifact.id(), version, artifact.versionTag(),
          artifact.resourceName(), artifact.checksum(), artifact.text(), answer.key, now, false)));
      default -> runtime.deployments.insert(ResourceKind.RESOURCE, List.of(new DeploymentStore.ResourceRow(key, artifact.id(), version, artifact.versionTag(),
          artifact.resourceName(), artifact.checksum(), artifact.text(), answer.key, now, false)));
    }
    answer.add(artifact, key, version, decisions);
  }

  private void process(CommandContext context, Artifact artifact, long deploymentKey, long key, int version) {
    String name = artifact.process().process().name();
    runtime.deployments.insert(ResourceKind.PROCESS, List.of(new DeploymentStore.ProcessRow(key, artifact.id(), version, artifact.versionTag(),
        name, artifact.resourceName(), artifact.checksum(), artifact.text(), deploymentKey, artifact.process().startFormId(), context.now, false)));
    runtime.deployments.closeStarts(artifact.id(), context.now);
    ProcessDefinition definition = new ProcessDefinition(key, artifact.id(), version, artifact.versionTag(), name, deploymentKey, artifact.process());
    openStarts(context, definition);
  }

  private void openStarts(CommandContext context, ProcessDefinition definition) {
    try {
      StartEventSubscriptions.open(context.work, definition, runtime.expressions);
    } catch (RuntimeException invalid) {
      throw Rejected.invalid("Expected the start events of process '%s' to be evaluated without variables, but: %s", definition.processId(), invalid.getMessage());
    }
  }

  private List<DeploymentStore.Decision> requirements(CommandContext context, Artifact artifact, long deploymentKey, long key, int version) {
    DecisionGraph graph = artifact.requirements();
    runtime.deployments.insert(ResourceKind.REQUIREMENTS, List.of(new DeploymentStore.RequirementsRow(key, graph.id(), version, graph.name(), artifact.resourceName(),
        artifact.checksum(), artifact.text(), deploymentKey, context.now, false)));
    List<DeploymentStore.DecisionRow> rows = graph.decisions().stream().map(decision -> new DeploymentStore.DecisionRow(context.work.nextKey(), decision.id(),
        runtime.deployments.highestVersion(ResourceKind.DECISION, decision.id()) + 1, decision.versionTag(), decision.name(), key, graph.id(), deploymentKey, false))
        .toList();
    runtime.deployments.insert(ResourceKind.DECISION, rows);
    return runtime.deployments.decisionsOf(key);
  }

  void delete(long key) {
    runtime.run(context -> {
      runtime.deployments.lock();
      ResourceKind kind = runtime.deployments.kindOf(key)
          .orElseThrow(() -> Rejected.notFound("Expected to delete resource with key '%d', but no such resource was found", key));
      if (kind == ResourceKind.PROCESS) {
        deleteProcess(context, key);
      } else {
        runtime.deployments.delete(kind, key);
      }
    });
  }

  /** The version before takes over the start events of the latest; those of the latest stay as they are when an older one goes. */
  private void deleteProcess(CommandContext context, long key) {
    if (runtime.instances.runs(key)) {
      throw Rejected.state("Expected to delete process definition '%d', but there are active instances of it", key);
    }
    ProcessDefinition deleted = runtime.definitions.byKey(key);
    boolean newest = runtime.definitions.latest(deleted.processId()).filter(latest -> latest.key() == key).isPresent();
    runtime.deployments.delete(ResourceKind.PROCESS, key);
    if (!newest) {
      return;
    }
    runtime.deployments.closeStarts(deleted.processId(), context.now);
    Optional<ProcessDefinition> latest = runtime.definitions.latest(deleted.processId());
    latest.ifPresent(definition -> openStarts(context, definition));
  }

  /** The answer while it is put together. */
  private static final class Answer {

    final long key;
    private final List<Results.DeployedProcess> processes = new ArrayList<>();
    private final List<Results.DeployedRequirements> requirements = new ArrayList<>();
    private final List<Results.DeployedDecision> decisions = new ArrayList<>();
    private final List<Results.DeployedForm> forms = new ArrayList<>();
    private final List<Results.DeployedResource> resources = new ArrayList<>();

    Answer(long key) {
      this.key = key;
    }

    void add(Artifact artifact, long key, int version, List<DeploymentStore.Decision> of) {
      switch (artifact.kind()) {
        case PROCESS -> processes.add(new Results.DeployedProcess(key, artifact.id(), version, artifact.resourceName()));
        case REQUIREMENTS -> {
          requirements.add(new Results.DeployedRequirements(key, artifact.id(), artifact.requirements().name(), version, artifact.resourceName()));
          of.forEach(decision -> decisions.add(new Results.DeployedDecision(decision.key(), decision.id(), decision.name(), decision.version(), key, artifact.id())));
        }
        case FORM -> forms.add(new Results.DeployedForm(key, artifact.id(), version, artifact.resourceName()));
        default -> resources.add(new Results.DeployedResource(key, artifact.id(), version, artifact.resourceName()));
      }
    }

    Results.Deployment toResult() {
      return new Results.Deployment(key, processes, requirements, decisions, forms, resources);
    }
  }
}
