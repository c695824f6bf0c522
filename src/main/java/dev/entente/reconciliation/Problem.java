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
public record Problem(String key, List<String> arguments) {

  public static Problem of(String key, Object... arguments) {
    return new Problem(key, Arrays.stream(arguments).map(String::valueOf).toList());
  }

  /** What the target said, in its own words. */
  static Problem answered(RuntimeException trouble) {
    return of("answered", Granting.message(trouble));
  }
}
