package dev.entente.provisioning;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps one adapter per target, made from its row, and makes it anew when the row has changed, here or on another node. */
@Component
public class ConnectedTargets {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectedTargets.class);

  private final TargetRows rows;
  private final Map<TargetKind, TargetFactory> factories;
  private final TargetStates states;
  private final Clock clock;
  private final Map<String, Connected> connected = new HashMap<>();

  ConnectedTargets(TargetRows rows, List<TargetFactory> factories, TargetStates states, Clock clock) {
    this.rows = rows;
    this.states = states;
    this.clock = clock;
    this.factories = factories.stream().collect(Collectors.toMap(TargetFactory::kind, Function.identity()));
  }

  private record Connected(long version, GuardedTarget system) {}

  public List<String> ids() {
    return rows.ids();
  }

  /** Empty when no target has the id; a target that is switched off, or can't be used as it is set up, throws {@link TargetUnavailable} at each call. */
  public Optional<TargetSystem> find(String id) {
    return rows.find(id).map(this::connect);
  }

  /** The row is read each time: one look by primary key is little beside a call to another system. */
  private synchronized TargetSystem connect(Target target) {
    Connected present = connected.get(target.id());
    if (present != null && present.version() == target.version()) {
      return present.system();
    }
    if (present != null) {
      connected.remove(target.id());
      close(present.system());
    }
    String settings = SettingsDigest.of(factories.get(target.kind()), target);
    if (!target.enabled()) {
      return new UnusableTarget(target, settings, "it is switched off; an administrator can switch it on on the page Targets.");
    }
    try {
      GuardedTarget system = new GuardedTarget(build(target), settings, states, clock);
      connected.put(target.id(), new Connected(target.version(), system));
      return system;
    } catch (SettingRefused refused) {
      // not kept: what it lacks may be there at the next call
      return new UnusableTarget(target, settings, refused.getMessage() + " See the page Targets.");
    }
  }

  /** Whether this node calls it no more for a while. */
  public synchronized boolean isLeftAlone(String id) {
    Connected present = connected.get(id);
    return present != null && present.system().isLeftAlone();
  }

  /** An adapter for a try, not kept; close it through {@link AutoCloseable} where it has it. */
  public TargetSystem build(Target target) {
    return factories.get(target.kind()).build(target);
  }

  public List<Setting> settings(TargetKind kind) {
    return factories.get(kind).settings();
  }

  @PreDestroy
  synchronized void close() {
    connected.values().forEach(each -> close(each.system()));
    connected.clear();
  }

  private static void close(GuardedTarget system) {
    try {
      system.close();
    } catch (Exception trouble) {
      LOG.warn("Target {} could not be closed: {}", system.id(), trouble.getMessage());
    }
  }
}
