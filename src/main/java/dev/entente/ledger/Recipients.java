package dev.entente.ledger;

import dev.entente.mail.BaseUrl;
import dev.entente.tasks.Mailboxes;
import org.springframework.stereotype.Component;

/** Where the owners of grants and findings get their mail, and how it points at pages. */
@Component
public class Recipients {

  private final Mailboxes mailboxes;
  private final BaseUrl baseUrl;

  Recipients(Mailboxes mailboxes, BaseUrl baseUrl) {
    this.mailboxes = mailboxes;
    this.baseUrl = baseUrl;
  }

  /** @param name of a user or a group */
  public String of(String name) {
    return mailboxes.of(name);
  }

  public String link(String path) {
    return baseUrl.of(path);
  }
}
