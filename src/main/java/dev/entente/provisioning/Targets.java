package dev.entente.provisioning;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The target systems that are set up, by id. */
@Component
public class Targets {

  private final Function<String, Optional<TargetSystem>> find;
  private final Supplier<Collection<String>> ids;

  @Autowired
  public Targets(ConnectedTargets connected) {
    this.find = connected::find;
    this.ids = connected::ids;
  }

  /** Exactly these, whatever is set up. */
  public Targets(List<TargetSystem> targets) {
    Map<String, TargetSystem> byId = new TreeMap<>();
    targets.forEach(target -> byId.put(target.id(), target));
    this.find = id -> Optional.ofNullable(byId.get(id));
    this.ids = byId::keySet;
  }

  public boolean knows(String id) {
    return find.apply(id).isPresent();
  }

  /**
   * Each call of the answer is bounded in time and may throw TargetUnavailable, also at once while the target is known to be in trouble.
   *
   * @throws TargetRefused for an id that no target has
   */
  public TargetSystem get(String id) {
    return find.apply(id).orElseThrow(() -> new TargetRefused("No target system named " + id + " is set up; there are " + ids.get()));
  }

  /** A digest of how the target is set up now; empty where there is none. */
  public String settings(String id) {
    return find.apply(id).map(TargetSystem::settings).orElse("");
  }

  public Collection<String> ids() {
    return ids.get();
  }
}
