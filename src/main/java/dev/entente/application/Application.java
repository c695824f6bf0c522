package dev.entente.application;

import dev.entente.partner.NameKey;
import dev.entente.partner.NewContact;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A checked application: every value bounded and in its one form.
 *
 * @param country ISO 3166-1 alpha-2
 * @param domain host of the website, null where it tells nothing of whose it is
 */
public record Application(
    String legalName,
    String country,
    @Nullable String website,
    @Nullable String domain,
    @Nullable String registrationNumber,
    List<NewContact> contacts,
    String requestedTier,
    Set<String> markets) {

  /** Two names that people hold for the same have the same key. */
  String nameKey() {
    return NameKey.of(legalName);
  }

  @Nullable String registrationKey() {
    return Duplicates.registrationKey(registrationNumber);
  }

  /** What no other company shares; in one order for all. */
  List<String> keys() {
    List<String> keys = new ArrayList<>(List.of("name:" + nameKey()));
    if (domain != null) {
      keys.add("domain:" + domain);
    }
    if (registrationKey() != null) {
      keys.add("registration:" + country + registrationKey());
    }
    return keys.stream().sorted().toList();
  }
}
