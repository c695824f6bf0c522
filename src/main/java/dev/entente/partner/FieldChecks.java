package dev.entente.partner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Brings typed fields to their one form, and gathers what is wrong with them. Used once per form or request. */
public class FieldChecks {

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Co}\\p{Cs}]");

  private final List<FieldProblem> problems = new ArrayList<>();

  public List<FieldProblem> problems() {
    return List.copyOf(problems);
  }

  public String required(String field, @Nullable String written, int length) {
    String text = text(field, written, length);
    if (text.isEmpty() && problems.stream().noneMatch(problem -> problem.field().equals(field))) {
      report(field, "required");
    }
    return text;
  }

  /** @param length most characters; line breaks and runs of blanks count as one */
  public String text(String field, @Nullable String written, int length) {
    String text = written == null ? "" : written.replaceAll("\\p{Cf}", "").strip().replaceAll("\\s+", " ");
    if (text.length() > length) {
      return report(field, "long", length);
    }
    return CONTROL.matcher(text).find() ? report(field, "control") : text;
  }

  /** @return empty text, so that what follows goes on without the value */
  public String report(String field, String key, Object... arguments) {
    problems.add(FieldProblem.of(field, key, arguments));
    return "";
  }

  /** @param path prefix of the field names, empty for a contact on its own */
  public NewContact contact(String path, @Nullable ContactRequest written) {
    ContactRequest contact = written == null ? new ContactRequest(null, null, null) : written;
    String name = required(path + "name", contact.name(), 120);
    String email = required(path + "email", contact.email(), 254);
    if (!email.isEmpty() && !Emails.isAddress(email)) {
      report(path + "email", "email", email);
    }
    String role = text(path + "role", contact.role(), 40).toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_");
    return new NewContact(name, email, role.isEmpty() ? "PRIMARY" : role);
  }
}
