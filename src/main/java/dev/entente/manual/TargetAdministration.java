package dev.entente.manual;

import dev.entente.identity.Groups;
import dev.entente.provisioning.ConnectedTargets;
import dev.entente.provisioning.Setting;
import dev.entente.provisioning.SettingRefused;
import dev.entente.provisioning.Target;
import dev.entente.provisioning.TargetKind;
import dev.entente.provisioning.TargetRows;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds, changes, switches and removes targets, and asks before the ledger would lose sight of what it holds there. */
@Component
class TargetAdministration {

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,49}");
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_SETTING = 4000;
  private static final String DIRECTORY = "directory";

  private final TargetRows rows;
  private final ConnectedTargets connected;
  private final TargetChangeImpact losing;
  private final Trail trail;
  private final Clock clock;
  private final TransactionTemplate transaction;

  TargetAdministration(TargetRows rows, ConnectedTargets connected, TargetChangeImpact losing, Trail trail, Clock clock, TransactionTemplate transaction) {
    this.rows = rows;
    this.connected = connected;
    this.losing = losing;
    this.trail = trail;
    this.clock = clock;
    this.transaction = transaction;
  }

  /** What came of the wish to change something. */
  sealed interface Answer {

    record Saved() implements Answer {}

    /** Texts by field, {@code id}, {@code name}, {@code owner}, or a setting; a text may be a message key. */
    record Invalid(Map<String, String> problems) implements Answer {}

    /** To be confirmed first. */
    record Asks(TargetChangeImpact.Loss loss) implements Answer {}
  }

  Answer add(TargetForm form, String actor) {
    Target target = form.toTarget(true, clock.instant(), actor);
    Map<String, String> problems = problems(target);
    if (!ID.matcher(target.id()).matches()) {
      problems.put("id", "targets.id.invalid");
    }
    if (target.kind() == TargetKind.LICENSE) {
      problems.put("id", "targets.kind.builtIn");
    }
    if (!problems.isEmpty()) {
      return new Answer.Invalid(problems);
    }
    boolean added = Boolean.TRUE.equals(transaction.execute(status -> {
      boolean inserted = rows.insert(target);
      if (inserted) {
        record(target.id(), actor, "target.added", Map.of("kind", target.kind().name(), "name", target.name(), "owner", Objects.toString(target.owner(), ""),
            "settings", target.settings()));
      }
      return inserted;
    }));
    return added ? new Answer.Saved() : new Answer.Invalid(Map.of("id", "targets.id.taken"));
  }

  /** The new place is looked at before anything is written. */
  Answer change(Target before, TargetForm form, String actor) {
    Target after = form.toTarget(before.enabled(), clock.instant(), actor);
    Map<String, String> problems = problems(after);
    if (!problems.isEmpty()) {
      return new Answer.Invalid(problems);
    }
    Optional<TargetChangeImpact.Loss> loss = form.confirmed() || !movesPlace(before, after) ? Optional.empty() : losing.byMovingTo(after);
    return loss.isPresent() ? new Answer.Asks(loss.get()) : save(after, actor, "target.changed", changes(before, after));
  }

  Answer switchTo(Target before, boolean enabled, boolean confirmed, String actor) {
    Optional<TargetChangeImpact.Loss> loss = enabled || confirmed ? Optional.empty() : losing.bySwitchingOff(before);
    Target after = new Target(before.id(), before.kind(), before.name(), before.owner(), before.settings(), enabled, before.version(), clock.instant(),
        actor);
    return loss.isPresent() ? new Answer.Asks(loss.get()) : save(after, actor, enabled ? "target.switchedOn" : "target.switchedOff", Map.of());
  }

  /** Only what is switched off and empty in the ledger: a target that is still there must be seen to be clean before a partnership ends. */
  Answer remove(Target target, String actor) {
    if (target.enabled() || target.kind() == TargetKind.LICENSE || target.id().equals(DIRECTORY) || losing.bySwitchingOff(target).isPresent()) {
      return new Answer.Invalid(Map.of("id", "targets.remove.refused"));
    }
    return written(Boolean.TRUE.equals(transaction.execute(status -> {
      boolean deleted = rows.delete(target.id(), target.version());
      if (deleted) {
        record(target.id(), actor, "target.removed", Map.of("name", target.name(), "settings", target.settings()));
      }
      return deleted;
    })));
  }

  private Answer save(Target after, String actor, String action, Map<String, Object> details) {
    return written(Boolean.TRUE.equals(transaction.execute(status -> {
      boolean updated = rows.update(after);
      if (updated) {
        record(after.id(), actor, action, details);
      }
      return updated;
    })));
  }

  private static Answer written(boolean written) {
    return written ? new Answer.Saved() : new Answer.Invalid(Map.of("id", "targets.stale"));
  }

  private Map<String, String> problems(Target target) {
    Map<String, String> problems = new LinkedHashMap<>();
    if (target.name().isEmpty() || target.name().length() > LONGEST_NAME) {
      problems.put("name", "targets.name.invalid");
    }
    if (target.owner() != null && !Groups.ALL.contains(target.owner())) {
      problems.put("owner", "targets.owner.unknown");
    }
    for (Setting setting : connected.settings(target.kind())) {
      String value = target.setting(setting.name(), "");
      if (setting.required() && value.isEmpty()) {
        problems.put(setting.name(), "targets.setting.required");
      } else if (value.length() > LONGEST_SETTING) {
        problems.put(setting.name(), "targets.setting.tooLong");
      } else if (!setting.choices().isEmpty() && !value.isEmpty() && !setting.choices().contains(value)) {
        problems.put(setting.name(), "targets.setting.choice");
      }
    }
    if (problems.isEmpty()) {
      try {
        TargetChangeImpact.close(connected.build(target));
      } catch (SettingRefused refused) {
        problems.put(refused.setting(), String.valueOf(refused.getMessage()));
      }
    }
    return problems;
  }

  private boolean movesPlace(Target before, Target after) {
    return connected.settings(before.kind()).stream().filter(Setting::place)
        .anyMatch(setting -> !Objects.equals(before.setting(setting.name()), after.setting(setting.name())));
  }

  private static Map<String, Object> changes(Target before, Target after) {
    Map<String, Object> changes = new LinkedHashMap<>();
    if (!before.name().equals(after.name())) {
      changes.put("name", before.name() + " -> " + after.name());
    }
    if (!Objects.equals(before.owner(), after.owner())) {
      changes.put("owner", Objects.toString(before.owner(), "") + " -> " + Objects.toString(after.owner(), ""));
    }
    TreeSet<String> names = new TreeSet<>(before.settings().keySet());
    names.addAll(after.settings().keySet());
    for (String name : names) {
      if (!Objects.equals(before.setting(name), after.setting(name))) {
        changes.put(name, before.setting(name, "") + " -> " + after.setting(name, ""));
      }
    }
    return changes;
  }

  private void record(String target, String actor, String action, Map<String, Object> details) {
    trail.record(TrailEntry.of("target:" + target, actor, action, details));
  }
}
