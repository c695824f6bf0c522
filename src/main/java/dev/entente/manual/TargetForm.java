package dev.entente.manual;

import dev.entente.provisioning.Setting;
import dev.entente.provisioning.Target;
import dev.entente.provisioning.TargetKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A target as somebody typed it; without an owner it is the one of all targets; settings arrive as {@code setting.<name>}. */
record TargetForm(String id, String name, String owner, TargetKind kind, Map<String, String> settings, long version, boolean confirmed) {

  private static final String PREFIX = "setting.";

  static TargetForm empty(TargetKind kind, List<Setting> settings) {
    Map<String, String> usual = new LinkedHashMap<>();
    settings.forEach(setting -> usual.put(setting.name(), setting.usual()));
    return new TargetForm("", "", "", kind, usual, 0, false);
  }

  static TargetForm of(Target target) {
    return new TargetForm(target.id(), target.name(), target.owner() == null ? "" : target.owner(), target.kind(), target.settings(), target.version(), false);
  }

  /** Whatever is no setting of the kind is dropped. */
  static TargetForm typed(String id, TargetKind kind, List<Setting> settings, Map<String, String> parameters) {
    Map<String, String> typed = new LinkedHashMap<>();
    settings.forEach(setting -> typed.put(setting.name(), parameters.getOrDefault(PREFIX + setting.name(), "").strip().replace("\r\n", "\n")));
    String version = parameters.getOrDefault("version", "0");
    return new TargetForm(id.strip(), parameters.getOrDefault("name", "").strip(), parameters.getOrDefault("owner", "").strip(), kind, typed,
        version.matches("\\d{1,18}") ? Long.parseLong(version) : 0, "true".equals(parameters.get("confirmed")));
  }

  Target toTarget(boolean enabled, Instant at, String by) {
    Map<String, String> given = new LinkedHashMap<>(settings);
    given.values().removeIf(String::isBlank);
    return new Target(id, kind, name, owner.isEmpty() ? null : owner, given, enabled, version, at, by);
  }
}
