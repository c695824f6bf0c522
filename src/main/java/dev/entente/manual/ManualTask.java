package dev.entente.manual;

import dev.entente.provisioning.TargetSystem.Access;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One access that somebody gives or takes by hand.
 *
 * @param proofRequired whether it may only be confirmed with a file that proves it
 * @param ended when it was confirmed, refused or withdrawn
 */
record ManualTask(
    long id,
    String target,
    Direction direction,
    Access access,
    String instructions,
    boolean proofRequired,
    State state,
    @Nullable String comment,
    Instant opened,
    @Nullable Instant ended) {

  enum Direction {
    GRANT, REVOKE
  }

  enum State {
    /** A person was asked. */
    OPEN,
    /** A person says that it is done. */
    DONE,
    /** A person says that it can't be given. */
    REFUSED,
    /** It is not asked any more; whether it was done before is not known. */
    WITHDRAWN
  }

  boolean is(Direction wanted, State at) {
    return direction == wanted && state == at;
  }

  /** Whether the target has to be taken for one that gives the access: nothing is gone until somebody has said so. */
  boolean leavesHeld() {
    return direction == Direction.GRANT ? state == State.DONE || state == State.WITHDRAWN : state == State.OPEN || state == State.WITHDRAWN;
  }
}
