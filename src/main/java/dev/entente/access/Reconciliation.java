package dev.entente.access;

import dev.entente.access.target.TargetSystem;
import dev.entente.access.target.TargetSystem.Access;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Compares what the ledger says with what a target really holds; changes nothing. */
@Component
class Reconciliation {

  private final Grants grants;
  private final Targets targets;
  private final Clock clock;

  Reconciliation(Grants grants, Targets targets, Clock clock) {
    this.grants = grants;
    this.targets = targets;
    this.clock = clock;
  }

  /**
   * @param missing active in the ledger, not found in the target
   * @param orphans in the target, but no open grant gives them
   */
  record Result(String target, Instant at, int agreed, List<Grant> missing, List<Access> orphans) {

    public boolean clean() {
      return missing.isEmpty() && orphans.isEmpty();
    }
  }

  /** The target is asked first: what is granted or revoked meanwhile may show up here and be gone at the next look. */
  Result compare(String targetId) {
    TargetSystem target = targets.get(targetId);
    List<Access> held = target.list();
    List<Grant> open = grants.ofTarget(targetId);
    Set<Key> heldKeys = held.stream().map(Key::of).collect(Collectors.toSet());
    Set<Key> openKeys = open.stream().map(Grant::access).map(Key::of).collect(Collectors.toSet());
    List<Grant> active = open.stream().filter(grant -> grant.state() == Grant.State.ACTIVE).toList();
    List<Grant> missing = only(active, grant -> Key.of(grant.access()), heldKeys);
    return new Result(targetId, clock.instant(), active.size() - missing.size(), missing, only(held, Key::of, openKeys));
  }

  private static <T> List<T> only(List<T> items, Function<T, Key> key, Set<Key> unless) {
    return items.stream().filter(item -> !unless.contains(key.apply(item))).toList();
  }

  private record Key(String partner, String holder, String role) {

    static Key of(Access access) {
      return new Key(access.partnerId().toLowerCase(Locale.ROOT), access.holder().toLowerCase(Locale.ROOT), access.role().toLowerCase(Locale.ROOT));
    }
  }
}
