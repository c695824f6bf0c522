package dev.entente.engine;

import java.util.Set;

/** Told after the commit, on the thread of the command: be quick. */
public interface EngineListener {

  /** Jobs of these types may have become available. */
  default void jobsAvailable(Set<String> types) {}

  default void instancesEnded(Set<Long> keys) {}

  /** Everything is gone; parked polls must be answered empty. Called before the purge returns. */
  default void purged() {}
}
