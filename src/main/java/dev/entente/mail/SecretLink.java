package dev.entente.mail;

import java.util.Map;
import java.util.Optional;

/**
 * Stands in a mail's model for a link that lets its holder in: what is kept says only which one, and the link itself is made when the mail is sent.
 *
 * @param kind whose {@link Maker} makes it
 * @param reference what it leads to, as that maker knows it
 */
public record SecretLink(String kind, String reference) {

  /** What a feature offers for the links that it mails. */
  public interface Maker {

    String kind();

    /** A fresh link, whose secret is kept as a hash only; empty when it would lead to nothing any more. Committed when it returns. */
    Optional<Made> make(String reference);
  }

  /** @param secret the part of the link that nobody else may know */
  public record Made(String link, String secret) {}

  static Optional<SecretLink> in(Map<String, Object> model) {
    return model.get("link") instanceof Map<?, ?> link && link.get("kind") instanceof String kind && link.get("reference") instanceof String reference
        ? Optional.of(new SecretLink(kind, reference)) : Optional.empty();
  }
}
