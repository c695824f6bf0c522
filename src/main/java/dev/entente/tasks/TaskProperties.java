package dev.entente.tasks;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people hear of tasks.
 *
 * @param mailbox address of a group or user, {@code %s} being its name
 * @param escalateTo group that hears of a task whose time is up
 */
@ConfigurationProperties("entente.tasks")
record TaskProperties(@DefaultValue("%s@entente.example") String mailbox, @DefaultValue("executives") String escalateTo) {

  String mailboxOf(String name) {
    return mailbox.contains("%s") ? mailbox.replace("%s", name) : mailbox;
  }
}
