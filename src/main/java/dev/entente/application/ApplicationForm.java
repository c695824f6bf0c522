package dev.entente.application;

import dev.entente.partner.ContactRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person types to apply; kept as typed until it is accepted. */
public record ApplicationForm(
    @Nullable String legalName,
    @Nullable String country,
    @Nullable String website,
    @Nullable String registrationNumber,
    @Nullable String requestedTier,
    @Nullable String markets,
    @Nullable List<@Nullable Person> contacts) {

  public ApplicationForm {
    List<Person> people = new ArrayList<>();
    if (contacts != null) {
      contacts.stream().limit(ApplicationRules.MAX_CONTACTS + 1L).forEach(person -> people.add(person == null ? Person.EMPTY : person));
    }
    if (people.isEmpty()) {
      people.add(new Person("", "", "SIGNER"));
    }
    contacts = people;
  }

  record Person(@Nullable String name, @Nullable String email, @Nullable String role) {

    static final Person EMPTY = new Person("", "", "");

    boolean isEmpty() {
      return (name == null || name.isBlank()) && (email == null || email.isBlank());
    }
  }

  static ApplicationForm empty() {
    return new ApplicationForm("", "", "", "", "", "", null);
  }

  ApplicationForm withOneMoreContact() {
    List<Person> people = new ArrayList<>(contacts);
    people.add(new Person("", "", "TECHNICAL"));
    return new ApplicationForm(legalName, country, website, registrationNumber, requestedTier, markets, people);
  }

  /** Lines of contacts left empty at the end are left out, but the first: places of errors stay what they are. */
  ApplicationRequest toRequest() {
    int filled = contacts.size();
    while (filled > 1 && contacts.get(filled - 1).isEmpty()) {
      filled--;
    }
    List<ContactRequest> people = contacts.stream().limit(filled).map(person -> new ContactRequest(person.name(), person.email(), person.role())).toList();
    return new ApplicationRequest(legalName, country, website, registrationNumber, people, requestedTier,
        ImportReader.markets(markets == null ? "" : markets));
  }
}
