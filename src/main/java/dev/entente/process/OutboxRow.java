package dev.entente.process;

import java.util.UUID;

/**
 * A claimed start or message.
 *
 * @param name process id or message name
 * @param key business id or correlation key
 * @param buffered whether a message waits for whoever asks for it later
 * @param attempts this one included
 */
record OutboxRow(UUID id, Kind kind, String name, String key, String variables, boolean buffered, int attempts) {

  enum Kind {
    START, MESSAGE
  }
}
