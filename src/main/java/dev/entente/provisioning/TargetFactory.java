package dev.entente.provisioning;

import java.util.List;
import java.util.Map;

/** Makes the adapters of one kind of target from their settings. */
public interface TargetFactory {

  TargetKind kind();

  /** What can be set, in the order to ask for it. */
  List<Setting> settings();

  /** What the target is set up with; more than its row says where properties of the application take part. No secrets, only their names. */
  default Map<String, String> used(Target target) {
    return target.settings();
  }

  /**
   * Opens no connection yet. What the adapter holds open is closed through {@link AutoCloseable} where it has it.
   *
   * @throws SettingRefused when a setting can't be used
   */
  TargetSystem build(Target target);
}
