package dev.entente.manual;

import dev.entente.ledger.Grant;
import dev.entente.ledger.Grants;
import dev.entente.provisioning.ConnectedTargets;
import dev.entente.provisioning.Target;
import dev.entente.provisioning.TargetRefused;
import dev.entente.provisioning.TargetSystem.Access;
import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.TargetUnavailable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sees what the ledger would lose sight of if a target were changed. */
@Component
class TargetChangeImpact {

  private static final Logger LOG = LoggerFactory.getLogger(TargetChangeImpact.class);

  private final Grants grants;
  private final ConnectedTargets connected;

  TargetChangeImpact(Grants grants, ConnectedTargets connected) {
    this.grants = grants;
    this.connected = connected;
  }

  /**
   * @param lost how many of the open grants would not be found any more
   * @param open how many there are
   * @param trouble why the new place could not be looked at, null when it could
   */
  record Loss(long lost, long open, @Nullable String trouble) {}

  Optional<Loss> bySwitchingOff(Target target) {
    long open = grants.ofTarget(target.id()).size();
    return open == 0 ? Optional.empty() : Optional.of(new Loss(open, open, null));
  }

  /** Looks at the new place; call it outside any transaction. */
  Optional<Loss> byMovingTo(Target after) {
    List<Grant> open = grants.ofTarget(after.id());
    if (open.isEmpty()) {
      return Optional.empty();
    }
    TargetSystem system = connected.build(after);
    try {
      Set<String> held = system.list().stream().map(TargetChangeImpact::key).collect(Collectors.toSet());
      long lost = open.stream().filter(grant -> grant.state() != Grant.State.REQUESTED && !held.contains(key(grant.access()))).count();
      return lost == 0 ? Optional.empty() : Optional.of(new Loss(lost, open.size(), null));
    } catch (TargetUnavailable | TargetRefused trouble) {
      return Optional.of(new Loss(open.size(), open.size(), trouble.getMessage()));
    } finally {
      close(system);
    }
  }

  /** Of an adapter that was made for a look only. */
  static void close(TargetSystem system) {
    if (system instanceof AutoCloseable open) {
      try {
        open.close();
      } catch (Exception trouble) {
        LOG.warn("Target {} could not be closed: {}", system.id(), trouble.getMessage());
      }
    }
  }

  private static String key(Access access) {
    return String.join("\n", access.partnerId(), access.holder(), access.role()).toLowerCase(Locale.ROOT);
  }
}
