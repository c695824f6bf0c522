package dev.entente.application;

import dev.entente.application.Application.Person;
import dev.entente.application.ApplicationRequest.ContactRequest;
import dev.entente.partner.Countries;
import dev.entente.partner.Emails;
import dev.entente.partner.FieldProblem;
import dev.entente.partner.NameKey;
import dev.entente.partner.Websites;
import dev.entente.program.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks one application against the bounds and the program, and brings its values to their one form. Used once. */
public class ApplicationRules {

  static final int MAX_CONTACTS = 20;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Co}\\p{Cs}]");

  private final Program program;
  private final List<FieldProblem> problems = new ArrayList<>();

  public ApplicationRules(Program program) {
    this.program = program;
  }

  /** The checked application, or all that is wrong with it. */
  record Checked(@Nullable Application application, List<FieldProblem> problems) {}

  Checked check(ApplicationRequest request) {
    String legalName = legalName(request.legalName());
    String country = country(request.country());
    String website = website(request.website());
    String registration = text("registrationNumber", request.registrationNumber(), 60);
    List<Person> contacts = contacts(request.contacts());
    String tier = tier(request.requestedTier());
    Set<String> markets = markets(request.markets(), country);
    if (!problems.isEmpty()) {
      return new Checked(null, List.copyOf(problems));
    }
    String site = website.isEmpty() ? null : website;
    return new Checked(new Application(legalName, country, site, site == null ? null : Websites.domain(site),
        registration.isEmpty() ? null : registration, contacts, tier, markets), List.of());
  }

  private String legalName(@Nullable String written) {
    String name = required("legalName", written, 200);
    if (!name.isEmpty() && NameKey.of(name).isEmpty()) {
      report("legalName", "nameLetters");
    }
    return name;
  }

  private String country(@Nullable String written) {
    String country = required("country", written, 80);
    return country.isEmpty() ? "" : Countries.codeOf(country).orElseGet(() -> report("country", "country", country));
  }

  private String website(@Nullable String written) {
    String website = text("website", written, 300);
    return website.isEmpty() ? "" : Websites.normalized(website).orElseGet(() -> report("website", "website"));
  }

  private String tier(@Nullable String written) {
    String tier = text("requestedTier", written, 40).toUpperCase(Locale.ROOT);
    if (tier.isEmpty()) {
      return program.tiers().get(0).id();
    }
    return program.hasTier(tier) ? tier
        : report("requestedTier", "tier", tier, String.join(", ", program.tiers().stream().map(Program.Tier::id).toList()));
  }

  private Set<String> markets(@Nullable List<@Nullable String> written, String country) {
    Set<String> markets = new LinkedHashSet<>();
    List<@Nullable String> list = written == null ? List.of() : written;
    if (list.size() > 300) {
      report("markets", "marketsMany", 300);
      return markets;
    }
    for (String market : list) {
      String code = text("markets", market, 80).toUpperCase(Locale.ROOT);
      if (!code.isEmpty()) {
        markets.add(program.markets().contains(code) ? code : Countries.codeOf(code).filter(program.markets()::contains)
            .orElseGet(() -> report("markets", "market", code)));
      }
    }
    if (markets.isEmpty() && program.markets().contains(country)) {
      markets.add(country);
    } else if (markets.isEmpty() && !country.isEmpty()) {
      report("markets", "marketsNone");
    }
    return markets;
  }

  private List<Person> contacts(@Nullable List<@Nullable ContactRequest> written) {
    List<@Nullable ContactRequest> list = written == null ? List.of() : written;
    if (list.isEmpty() || list.size() > MAX_CONTACTS) {
      report("contacts", list.isEmpty() ? "contactsNone" : "contactsMany", MAX_CONTACTS);
      return List.of();
    }
    List<Person> contacts = new ArrayList<>();
    Set<String> emails = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      Person person = person("contacts[" + i + "].", list.get(i));
      if (!person.email().isEmpty() && !emails.add(person.email().toLowerCase(Locale.ROOT))) {
        report("contacts[" + i + "].email", "emailTwice", person.email());
      }
      contacts.add(person);
    }
    return contacts;
  }

  /** @param path prefix of the field names, empty for a contact on its own */
  public Person person(String path, @Nullable ContactRequest written) {
    ContactRequest contact = written == null ? new ContactRequest(null, null, null) : written;
    String name = required(path + "name", contact.name(), 120);
    String email = required(path + "email", contact.email(), 254);
    if (!email.isEmpty() && !Emails.isAddress(email)) {
      report(path + "email", "email", email);
    }
    String role = text(path + "role", contact.role(), 40).toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_");
    return new Person(name, email, role.isEmpty() ? "PRIMARY" : role);
  }

  public List<FieldProblem> problems() {
    return List.copyOf(problems);
  }

  private String required(String field, @Nullable String written, int length) {
    String text = text(field, written, length);
    if (text.isEmpty() && problems.stream().noneMatch(problem -> problem.field().equals(field))) {
      report(field, "required");
    }
    return text;
  }

  private String text(String field, @Nullable String written, int length) {
    String text = written == null ? "" : written.replaceAll("\\p{Cf}", "").strip().replaceAll("\\s+", " ");
    if (text.length() > length) {
      return report(field, "long", length);
    }
    return CONTROL.matcher(text).find() ? report(field, "control") : text;
  }

  /** @return empty text, so that what follows goes on without the value */
  private String report(String field, String key, Object... arguments) {
    problems.add(FieldProblem.of(field, key, arguments));
    return "";
  }
}
