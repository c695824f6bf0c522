package dev.entente.reconciliation;

import dev.entente.ledger.Granting;
import java.util.Arrays;
import java.util.List;

/**
 * Why a run stopped, put into words where it is read.
 *
 * @param key the end of a message key
 * @param arguments what is put into that message
 */
public record RunProblem(String key, List<String> arguments) {

  public static RunProblem of(String key, Object... arguments) {
    return new RunProblem(key, Arrays.stream(arguments).map(String::valueOf).toList());
  }

  /** What the target said, in its own words. */
  static RunProblem answered(RuntimeException trouble) {
    return of("answered", Granting.message(trouble));
  }
}
