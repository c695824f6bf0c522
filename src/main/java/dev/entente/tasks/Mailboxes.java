package dev.entente.tasks;

import org.springframework.stereotype.Component;

/** Where groups and users of the house get their mail. */
@Component
public class Mailboxes {

  private final TaskProperties properties;

  Mailboxes(TaskProperties properties) {
    this.properties = properties;
  }

  public String of(String groupOrUser) {
    return properties.mailboxOf(groupOrUser);
  }

  /** The group that decides when nobody else does in time. */
  public String lastResort() {
    return properties.escalateTo();
  }
}
