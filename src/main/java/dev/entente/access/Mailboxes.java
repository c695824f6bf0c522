package dev.entente.access;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where users and groups get their mail, and how mails point at pages. */
@Component
class Mailboxes {

  private final String mailbox;
  private final Environment environment;

  Mailboxes(@Value("${entente.tasks.mailbox:%s@entente.example}") String mailbox, Environment environment) {
    this.mailbox = mailbox;
    this.environment = environment;
  }

  /** @param name of a user or a group */
  String of(String name) {
    return mailbox.replace("%s", name);
  }

  String link(String path) {
    String configured = environment.getProperty("entente.base-url", "");
    return (configured.isBlank() ? "http://localhost:" + environment.getProperty("local.server.port", "8080") : configured.replaceAll("/+$", "")) + path;
  }
}
