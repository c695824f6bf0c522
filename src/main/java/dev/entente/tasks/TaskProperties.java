package dev.entente.tasks;

import java.time.ZoneId;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people hear of tasks, when they work, and for how long somebody may stand in for them.
 *
 * @param mailbox address of a group or user, {@code %s} being its name
 * @param escalateTo group that may decide too when a task's time is up
 * @param country whose weekends and holidays count where nothing else is said: two letters, with a part of the country where it has its own holidays, such as {@code DE-BY}
 * @param countries of groups and users, by name
 * @param zones by country, where its days begin and end otherwise than at UTC
 * @param delegationDays longest time for which somebody may stand in for another
 * @param unseenDays after which somebody whom no identity provider has named since counts as gone
 */
@ConfigurationProperties("entente.tasks")
record TaskProperties(
    @DefaultValue("%s@entente.example") String mailbox,
    @DefaultValue("executives") String escalateTo,
    @DefaultValue("DE") String country,
    @DefaultValue Map<String, String> countries,
    @DefaultValue Map<String, ZoneId> zones,
    @DefaultValue("30") int delegationDays,
    @DefaultValue("45") int unseenDays) {

  String mailboxOf(String name) {
    return mailbox.contains("%s") ? mailbox.replace("%s", name) : mailbox;
  }

  String countryOf(String groupOrUser) {
    return countries.getOrDefault(groupOrUser, country);
  }

  ZoneId zoneOf(String ofCountry) {
    return zones.getOrDefault(ofCountry, ZoneId.of("UTC"));
  }
}
