package dev.entente.evidence;

import java.util.UUID;

/** Names one kept file. */
public record FileId(UUID value) {

  public static FileId of(String text) {
    return new FileId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
