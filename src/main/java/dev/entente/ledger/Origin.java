package dev.entente.ledger;

import dev.entente.process.JobContext;
import org.jspecify.annotations.Nullable;

/**
 * On whose account a grant moves: a step of a process, a person, or a sweep.
 *
 * @param processInstanceKey null outside any process
 * @param actor user name, or {@code system}
 */
public record Origin(@Nullable Long processInstanceKey, String elementId, String actor) {

  static final String PERSON = "page";
  private static final String SYSTEM = "system";

  public static Origin of(JobContext job) {
    return new Origin(job.processInstanceKey(), job.elementId(), SYSTEM);
  }

  public static Origin person(String user) {
    return new Origin(null, PERSON, user);
  }

  /** @param name of the scheduled work */
  public static Origin schedule(String name) {
    return new Origin(null, name, SYSTEM);
  }
}
