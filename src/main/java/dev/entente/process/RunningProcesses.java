package dev.entente.process;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What runs under a business id, for whoever has to bring it to an end. */
@Component
public class RunningProcesses {

  private static final int MOST = 500;

  private final Instances instances;
  private final EngineClient engine;

  RunningProcesses(Instances instances, EngineClient engine) {
    this.instances = instances;
    this.engine = engine;
  }

  /** An instance that nobody called. */
  public record Root(long key, String processId, String name) {}

  public List<Root> of(String businessId) {
    return instances.ofBusinessId(businessId, true, MOST).stream()
        .filter(instance -> instance.parentKey() == null)
        .map(instance -> new Root(instance.key(), instance.processId(), instance.processName()))
        .toList();
  }

  /** Nothing is undone by this; an instance that has ended meanwhile is fine. */
  public void cancel(long key) {
    try {
      engine.ask(client -> client.newCancelInstanceCommand(key));
    } catch (EngineRefused refused) {
      if (!refused.isMissing()) {
        throw refused;
      }
    }
  }

  /** Those of the instances that have ended, called ones too. */
  public Set<Long> ended(Collection<Long> keys) {
    return instances.of(keys).stream().filter(instance -> !instance.isRunning()).map(Instances.Instance::key).collect(Collectors.toSet());
  }
}
