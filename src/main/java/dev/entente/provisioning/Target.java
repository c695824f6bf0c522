package dev.entente.provisioning;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A target as it is set up.
 *
 * @param owner the group that answers for what is found there, null for the one of all targets
 * @param settings by the names that the factory of its kind knows; secrets only as names, see {@link Secrets}
 * @param version counts the changes
 */
public record Target(
    String id, TargetKind kind, String name, @Nullable String owner, Map<String, String> settings, boolean enabled, long version, Instant changedAt,
    String changedBy) {

  /** Null where nothing is set. */
  public @Nullable String setting(String name) {
    String value = settings.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  public String setting(String name, String usual) {
    String value = setting(name);
    return value == null ? usual : value;
  }
}
