package dev.entente.tasks;

import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Handing one's tasks to another for a while, and ending it: with dates, in bounds, recorded with both names. */
@Component
class DelegationChanges {

  private static final int MOST = 10;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_REASON = 200;

  private final Delegations delegations;
  private final Members members;
  private final Mails mails;
  private final Trail trail;
  private final TaskProperties properties;

  DelegationChanges(Delegations delegations, Members members, Mails mails, Trail trail, TaskProperties properties) {
    this.delegations = delegations;
    this.members = members;
    this.mails = mails;
    this.trail = trail;
    this.properties = properties;
  }

  /** What a delegation can be narrowed to. */
  record Choices(Set<String> processes, Set<String> kinds) {}

  /** Why a field can't be taken: a message key and what it takes. */
  record Problem(String field, String key, Object... values) {}

  /** Answers what is wrong with the form; when nothing is, the delegation is there. */
  @Transactional
  public List<Problem> delegate(Actor actor, DelegationForm form, Choices choices) {
    LocalDate starts = date(form.startsOn());
    LocalDate ends = date(form.endsOn());
    List<Problem> problems = new ArrayList<>(problemsWithPeople(actor, form));
    problems.addAll(problemsWithScope(actor, form, choices));
    problems.addAll(problemsWithDates(starts, ends));
    if (!problems.isEmpty() || starts == null || ends == null) {
      return problems;
    }
    String delegate = DelegationForm.text(form.delegate());
    List<String> delegateGroups = List.copyOf(members.find(delegate).orElseThrow().groups());
    Delegation delegation = new Delegation(0, actor.user(), delegate, starts, ends, DelegationForm.chosen(form.groups()), DelegationForm.chosen(form.processes()),
        DelegationForm.chosen(form.kinds()), delegateGroups, DelegationForm.text(form.reason()), OffsetDateTime.now(ZoneOffset.UTC), null, null);
    long id = delegations.insert(delegation);
    record(delegation, id, actor.user(), "delegation.given");
    mails.enqueue(new MailRequest("delegation-given:" + id, "delegation-given", properties.mailboxOf(delegation.delegate()), model(delegation), null, null, null));
    return List.of();
  }

  private List<Problem> problemsWithPeople(Actor actor, DelegationForm form) {
    List<Problem> problems = new ArrayList<>();
    String name = DelegationForm.text(form.delegate());
    Optional<Members.Member> delegate = name.length() > LONGEST_NAME ? Optional.empty() : members.find(name);
    if (name.isEmpty()) {
      problems.add(new Problem("delegate", "tasks.delegation.delegate.missing"));
    } else if (name.equals(actor.user())) {
      problems.add(new Problem("delegate", "tasks.delegation.delegate.self"));
    } else if (delegate.isEmpty()) {
      problems.add(new Problem("delegate", "tasks.delegation.delegate.unknown"));
    } else if (delegate.get().auditor()) {
      problems.add(new Problem("delegate", "tasks.delegation.delegate.auditor"));
    } else if (delegate.get().groups().isEmpty()) {
      problems.add(new Problem("delegate", "tasks.delegation.delegate.noGroup"));
    }
    if (actor.groups().isEmpty() || actor.isAuditor()) {
      problems.add(new Problem("delegate", "tasks.delegation.nothing"));
    } else if (delegations.notOverOf(actor.user()) >= MOST) {
      problems.add(new Problem("delegate", "tasks.delegation.tooMany", MOST));
    }
    return problems;
  }

  private static List<Problem> problemsWithScope(Actor actor, DelegationForm form, Choices choices) {
    List<Problem> problems = new ArrayList<>();
    if (!actor.groups().containsAll(DelegationForm.chosen(form.groups()))) {
      problems.add(new Problem("groups", "tasks.delegation.groups.notYours"));
    }
    if (!choices.processes().containsAll(DelegationForm.chosen(form.processes()))) {
      problems.add(new Problem("processes", "tasks.delegation.processes.unknown"));
    }
    if (!choices.kinds().containsAll(DelegationForm.chosen(form.kinds()))) {
      problems.add(new Problem("kinds", "tasks.delegation.kinds.unknown"));
    }
    if (DelegationForm.text(form.reason()).length() > LONGEST_REASON) {
      problems.add(new Problem("reason", "tasks.delegation.reason.long", LONGEST_REASON));
    }
    return problems;
  }

  private List<Problem> problemsWithDates(@Nullable LocalDate starts, @Nullable LocalDate ends) {
    List<Problem> problems = new ArrayList<>();
    if (starts == null) {
      problems.add(new Problem("startsOn", "tasks.delegation.date.missing"));
    } else if (starts.isBefore(delegations.today()) || starts.isAfter(delegations.today().plusYears(1))) {
      problems.add(new Problem("startsOn", "tasks.delegation.startsOn.range"));
    }
    if (ends == null) {
      problems.add(new Problem("endsOn", "tasks.delegation.date.missing"));
    } else if (starts != null && ends.isBefore(starts)) {
      problems.add(new Problem("endsOn", "tasks.delegation.endsOn.before"));
    } else if (starts != null && ends.isAfter(starts.plusDays(properties.delegationDays() - 1L))) {
      problems.add(new Problem("endsOn", "tasks.delegation.endsOn.long", properties.delegationDays()));
    }
    return problems;
  }

  /** The one who gave it, the one who has it, and administrators may end it. */
  @Transactional
  public void end(Actor actor, long id) {
    Delegation delegation = delegations.find(id).orElseThrow(() -> new TaskRefused(HttpStatus.NOT_FOUND, "There is no delegation " + id + "."));
    if (!Set.of(delegation.delegator(), delegation.delegate()).contains(actor.user()) && !actor.roles().contains("ADMIN")) {
      throw new TaskRefused(HttpStatus.FORBIDDEN, "Only those whom it is about, and administrators, can end a delegation.");
    }
    if (delegations.end(id, actor.user())) {
      record(delegation, id, actor.user(), "delegation.ended");
    }
  }

  /** A delegation has no effect any more from the moment one of the two has left the groups; here its row learns of it. */
  @Transactional
  public void endThoseOfLeavers() {
    List<Delegation> all = delegations.notOver();
    Set<Long> kept = members.asOfNow(all).stream().map(Delegation::id).collect(Collectors.toSet());
    for (Delegation delegation : all) {
      if (!kept.contains(delegation.id()) && delegations.end(delegation.id(), "system")) {
        record(delegation, delegation.id(), "system", "delegation.ended");
      }
    }
  }

  private void record(Delegation delegation, long id, String actor, String action) {
    trail.record(TrailEntry.of("delegation:" + id, actor, action, Map.of("delegator", delegation.delegator(), "delegate", delegation.delegate(),
        "from", delegation.startsOn().toString(), "to", delegation.endsOn().toString(), "groups", delegation.groups(), "processes", delegation.processes(),
        "kinds", delegation.kinds())));
  }

  private static Map<String, Object> model(Delegation delegation) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("delegator", delegation.delegator());
    model.put("startsOn", delegation.startsOn().toString());
    model.put("endsOn", delegation.endsOn().toString());
    model.put("note", delegation.reason());
    return model;
  }

  private static @Nullable LocalDate date(@Nullable String typed) {
    try {
      return LocalDate.parse(DelegationForm.text(typed));
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }
}
