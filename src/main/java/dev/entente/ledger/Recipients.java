package dev.entente.ledger;

import dev.entente.tasks.Mailboxes;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where the owners of grants and findings get their mail, and how it points at pages. */
@Component
public class Recipients {

  private final Mailboxes mailboxes;
  private final Environment environment;

  Recipients(Mailboxes mailboxes, Environment environment) {
    this.mailboxes = mailboxes;
    this.environment = environment;
  }

  /** @param name of a user or a group */
  public String of(String name) {
    return mailboxes.of(name);
  }

  public String link(String path) {
    String configured = environment.getProperty("entente.base-url", "");
    return (configured.isBlank() ? "http://localhost:" + environment.getProperty("local.server.port", "8080") : configured.replaceAll("/+$", "")) + path;
  }
}
