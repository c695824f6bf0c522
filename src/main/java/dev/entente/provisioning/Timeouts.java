package dev.entente.provisioning;

import java.time.Duration;

/** How long one exchange with a target may take: far shorter than a job's time, so that no two workers call for the same job. */
final class Timeouts {

  private static final String SETTING = "timeout";
  private static final int MOST = 10;

  private Timeouts() {}

  static Duration of(Target target) {
    String text = target.setting(SETTING, "5");
    if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
      throw new SettingRefused(SETTING, "The time for one answer is 1 to " + MOST + " seconds.");
    }
    return Duration.ofSeconds(Integer.parseInt(text));
  }
}
