package dev.entente.license;

import dev.entente.license.Overrides.Kind;
import java.time.Instant;

/**
 * What one exception adds to a license for its time: no token, however long it lives, carries it further.
 *
 * @param from may lie ahead: an exception that was extended goes on without a new token
 */
record Extra(Kind kind, String value, Instant from, Instant until) {

  boolean holdsAt(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}
