package dev.entente.provisioning;

import java.util.regex.Pattern;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Reads secrets from environment variables and properties, by the name that a setting gives.
 *
 * <p>Only names that begin with {@code ENTENTE_TARGET_} or {@code entente.target.} are read: whoever may change a target must not be able to send
 * the password of the database to a host of their choice.
 */
@Component
class Secrets {

  private static final Pattern NAME = Pattern.compile("ENTENTE_TARGET_[A-Z0-9_]{1,100}|entente\\.target\\.[a-z0-9.-]{1,100}");

  private final Environment environment;

  Secrets(Environment environment) {
    this.environment = environment;
  }

  /** @param setting that holds the name */
  String get(Target target, String setting) {
    String name = target.setting(setting);
    if (name == null) {
      throw new SettingRefused(setting, "No secret is named.");
    }
    return named(setting, name);
  }

  String named(String setting, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new SettingRefused(setting, "The name of a secret begins with ENTENTE_TARGET_ or entente.target.; the secret itself is never kept here.");
    }
    String value = environment.getProperty(name);
    if (value == null || value.isBlank()) {
      throw new SettingRefused(setting, "No environment variable or property " + name + " is set where the application runs.");
    }
    return value;
  }
}
