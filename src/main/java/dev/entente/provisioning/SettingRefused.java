package dev.entente.provisioning;

/** A setting of a target can't be used; names the setting, and says what would do. */
public class SettingRefused extends RuntimeException {

  private final String setting;

  public SettingRefused(String setting, String message) {
    super(message);
    this.setting = setting;
  }

  public String setting() {
    return setting;
  }
}
