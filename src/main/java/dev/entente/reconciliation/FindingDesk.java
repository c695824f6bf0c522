package dev.entente.reconciliation;

import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import dev.entente.tasks.TaskExtension;
import dev.entente.tasks.TaskRefused;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Looks at decisions on findings before they are sent: that what was chosen can be done, and until when it may hold. */
@Component
class FindingDesk implements TaskExtension {

  private static final int LONGEST_ADOPTION_DAYS = 366;
  private static final int LONGEST_ACCEPTANCE_DAYS = 90;

  private final Findings findings;
  private final UserTasks tasks;
  private final Clock clock;

  FindingDesk(Findings findings, UserTasks tasks, Clock clock) {
    this.findings = findings;
    this.tasks = tasks;
    this.clock = clock;
  }

  @Override
  public boolean isFor(UserTask task) {
    return task.processId().equals(Remediation.PROCESS);
  }

  @Override
  public Optional<String> shown(UserTask task) {
    return Optional.empty();
  }

  @Override
  public Map<String, Object> checked(Decision decision) {
    Object id = tasks.variables(decision.task().key()).get("findingId");
    Finding finding = findings.find(((Number) id).longValue()).orElseThrow();
    String choice = String.valueOf(decision.values().get("findingDecision"));
    if (choice.equals("ADOPT") || choice.equals("ACCEPT")) {
      checkUntil(decision.values().get("findingUntil"), choice.equals("ADOPT") ? LONGEST_ADOPTION_DAYS : LONGEST_ACCEPTANCE_DAYS);
    }
    if (choice.equals("ADOPT") && !finding.held() || choice.equals("REMOVE") && !finding.held()) {
      throw refused("The target does not hold it, so it can be neither adopted nor removed. Choose to grant it again, or accept it until a date.");
    }
    if (choice.equals("REGRANT") && finding.kind() != Finding.Kind.UNGRANTED && (finding.grantId() == null || finding.kind() == Finding.Kind.UNEXPECTED || finding.kind() == Finding.Kind.LATE_REVOKED || finding.kind() == Finding.Kind.ORPHAN)) {
      throw refused("The ledger has no active grant of it, so it can't be granted again. Adopt it, remove it, or accept it until a date.");
    }
    return Map.of("findingDecidedBy", decision.user());
  }

  private void checkUntil(Object given, int longestDays) {
    LocalDate today = LocalDate.now(clock);
    LocalDate last = today.plusDays(longestDays);
    try {
      LocalDate until = LocalDate.parse(String.valueOf(given));
      if (until.isBefore(today.plusDays(1)) || until.isAfter(last)) {
        throw refused("Until takes a day from " + today.plusDays(1) + " to " + last + ", but got " + until + ".");
      }
    } catch (DateTimeParseException | NullPointerException malformed) {
      throw refused("Until takes a day such as " + last + "; it is needed for this choice.");
    }
  }

  private static TaskRefused refused(String why) {
    return new TaskRefused(HttpStatus.BAD_REQUEST, why);
  }
}
