package dev.entente.provisioning;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.identityconnectors.common.security.GuardedString;
import org.identityconnectors.framework.api.APIConfiguration;
import org.identityconnectors.framework.api.ConfigurationProperties;
import org.identityconnectors.framework.api.ConfigurationProperty;
import org.identityconnectors.framework.api.operations.APIOperation;
import org.jspecify.annotations.Nullable;

/** Fills in the properties of a connector from lines {@code name = value}; {@code secret:NAME} stands for a secret of that name. */
class ConnectorSettings {

  private static final String SETTING = "properties";
  private static final String SECRET = "secret:";

  private final Secrets secrets;

  ConnectorSettings(Secrets secrets) {
    this.secrets = secrets;
  }

  void fill(APIConfiguration configuration, Target target) {
    ConfigurationProperties properties = configuration.getConfigurationProperties();
    lines(target.setting(SETTING, "")).forEach((name, text) -> {
      ConfigurationProperty property = properties.getPropertyNames().contains(name) ? properties.getProperty(name) : null;
      if (property == null) {
        throw new SettingRefused(SETTING, "The connector has no property " + name + "; it has " + String.join(", ", properties.getPropertyNames()) + ".");
      }
      if (property.isConfidential() && !text.startsWith(SECRET)) {
        throw new SettingRefused(SETTING, "Property " + name + " is a secret: write " + name + " = secret: and the name of the environment variable.");
      }
      property.setValue(value(property, text.startsWith(SECRET) ? secrets.named(SETTING, text.substring(SECRET.length()).strip()) : text));
    });
    int millis = Math.toIntExact(Timeouts.of(target).toMillis());
    for (Class<? extends APIOperation> operation : configuration.getSupportedOperations()) {
      configuration.setTimeout(operation, millis);
    }
  }

  private static Map<String, String> lines(String text) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String line : text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList()) {
      int equals = line.indexOf('=');
      if (equals < 1) {
        throw new SettingRefused(SETTING, "One property a line, as name = value; this is none: " + line);
      }
      lines.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }
    return lines;
  }

  private static @Nullable Object value(ConfigurationProperty property, String text) {
    Class<?> type = property.getType();
    try {
      if (type == String[].class) {
        return Arrays.stream(text.split(",")).map(String::strip).toArray(String[]::new);
      }
      if (type == GuardedString.class) {
        return new GuardedString(text.toCharArray());
      }
      if (type == boolean.class || type == Boolean.class) {
        return Boolean.valueOf(text);
      }
      if (type == int.class || type == Integer.class) {
        return Integer.valueOf(text);
      }
      if (type == long.class || type == Long.class) {
        return Long.valueOf(text);
      }
      if ((type == char.class || type == Character.class) && text.length() == 1) {
        return text.charAt(0);
      }
      if (type == String.class) {
        return text;
      }
    } catch (NumberFormatException noNumber) {
      throw new SettingRefused(SETTING, "Property " + property.getName() + " takes a number.");
    }
    throw new SettingRefused(SETTING, "Property " + property.getName() + " takes a " + type.getSimpleName() + ", which can't be written here.");
  }
}
