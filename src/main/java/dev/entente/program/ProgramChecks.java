package dev.entente.program;

import dev.entente.program.ProgramReader.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What a schema can't say of a program file: names that must exist, must be unique, and bars that must rise. */
class ProgramChecks {

  private final JsonNode root;
  private final List<Problem> problems = new ArrayList<>();

  ProgramChecks(JsonNode root) {
    this.root = root;
  }

  List<Problem> problems() {
    Set<String> entitlements = ids("entitlements");
    Set<String> modules = ids("modules");
    Set<String> curricula = ids("curricula");
    ids("tiers");
    root.path("tiers").forEach(tier -> {
      known(tier.path("entitlements"), entitlements, "entitlement");
      known(tier.path("modules"), modules, "module");
    });
    known(root.path("onboarding").path("curriculum"), curricula, "curriculum");
    courses();
    roles();
    rising();
    countries();
    signature();
    return problems;
  }

  private Set<String> ids(String list) {
    Set<String> seen = new TreeSet<>();
    root.path(list).forEach(item -> unique(seen, item.path("id"), list + " has"));
    return seen;
  }

  private void unique(Set<String> seen, JsonNode id, String where) {
    if (!seen.add(id.stringValue())) {
      report(id, where + " the id " + id.stringValue() + " twice; rename or remove one");
    }
  }

  /** Enrollments and completions name a course alone, so its id is unique over all curricula. */
  private void courses() {
    Set<String> seen = new HashSet<>();
    root.path("curricula").forEach(curriculum -> curriculum.path("courses").forEach(course -> unique(seen, course.path("id"), "the curricula have")));
  }

  private void roles() {
    Set<String> seen = new HashSet<>();
    root.path("entitlements").forEach(item -> {
      if (!seen.add(item.path("target").stringValue() + "/" + item.path("role").stringValue())) {
        report(item.path("role"), "two entitlements stand for the role " + item.path("role").stringValue() + ": revoking one would take the other");
      }
    });
  }

  private void known(JsonNode names, Set<String> known, String kind) {
    if (names.isArray()) {
      names.forEach(name -> known(name, known, kind));
    } else if (!known.contains(names.stringValue())) {
      report(names, "unknown " + kind + " " + names.stringValue() + "; known are " + String.join(", ", known));
    }
  }

  private void rising() {
    for (String bar : List.of("netNewSeats", "certifiedPeople", "retentionPercent", "satisfactionAnswers")) {
      int highest = 0;
      for (JsonNode tier : root.path("tiers")) {
        JsonNode value = tier.path("criteria").path(bar);
        if (value.isNumber() && value.intValue() < highest) {
          report(value, bar + " of tier " + tier.path("id").stringValue() + " is lower than that of a tier below it; list tiers from lowest to highest");
        }
        highest = Math.max(highest, value.asInt(0));
      }
    }
  }

  private void countries() {
    Set<String> countries = new HashSet<>(Arrays.asList(Locale.getISOCountries()));
    root.path("markets").forEach(market -> {
      if (market.stringValue().length() == 2 && !countries.contains(market.stringValue()) && !market.stringValue().equals("EU")) {
        report(market, "unknown country " + market.stringValue() + "; two letters are an ISO 3166 country, or EU");
      }
    });
  }

  private void signature() {
    JsonNode reminder = root.path("onboarding").path("signatureReminderDays");
    if (reminder.intValue() >= root.path("onboarding").path("signatureDays").intValue()) {
      report(reminder, "signatureReminderDays must be less than signatureDays, or nobody is ever reminded");
    }
  }

  private void report(JsonNode node, String reason) {
    problems.add(new Problem(ProgramReader.lineOf(node), reason));
  }
}
