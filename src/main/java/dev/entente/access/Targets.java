package dev.entente.access;

import dev.entente.access.target.TargetRefused;
import dev.entente.access.target.TargetSystem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The target systems that are connected, by id. */
@Component
class Targets {

  private final Map<String, TargetSystem> targets = new TreeMap<>();

  Targets(List<TargetSystem> targets) {
    targets.forEach(target -> this.targets.put(target.id(), target));
  }

  boolean knows(String id) {
    return targets.containsKey(id);
  }

  /** @throws TargetRefused for an id that no target has */
  TargetSystem get(String id) {
    TargetSystem target = targets.get(id);
    if (target == null) {
      throw new TargetRefused("No target system named " + id + " is connected; there are " + targets.keySet());
    }
    return target;
  }

  Collection<String> ids() {
    return targets.keySet();
  }
}
