package dev.entente.process;

import java.util.UUID;

/**
 * A claimed start or message.
 *
 * @param name process id or message name
 * @param key business id or correlation key
 * @param attempts this one included
 */
record OutboxRow(UUID id, Kind kind, String name, String key, String variables, int attempts) {

  enum Kind {
    START, MESSAGE
  }
}
