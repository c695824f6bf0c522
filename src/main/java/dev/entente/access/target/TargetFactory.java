package dev.entente.access.target;

import java.util.List;

/** Makes the adapters of one kind of target from their settings. */
public interface TargetFactory {

  TargetKind kind();

  /** What can be set, in the order to ask for it. */
  List<Setting> settings();

  /**
   * Opens no connection yet. What the adapter holds open is closed through {@link AutoCloseable} where it has it.
   *
   * @throws SettingRefused when a setting can't be used
   */
  TargetSystem build(Target target);
}
