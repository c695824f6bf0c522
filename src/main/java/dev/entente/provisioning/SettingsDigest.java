package dev.entente.provisioning;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Tells one way to set up a target from another, without keeping it: equal for equal settings, whatever the target is called and whether it is on. */
final class SettingsDigest {

  private SettingsDigest() {}

  /** What is as usual is left out: a form that writes it down, or a release that brings a new setting, changes nothing. */
  static String of(TargetFactory factory, Target target) {
    Map<String, String> used = factory.used(target);
    Map<String, String> unusual = new TreeMap<>();
    for (Setting setting : factory.settings()) {
      String value = used.getOrDefault(setting.name(), "").strip();
      if (!value.isEmpty() && !value.equals(setting.usual())) {
        unusual.put(setting.name(), value);
      }
    }
    StringBuilder text = new StringBuilder(target.kind().name());
    unusual.forEach((name, value) -> text.append('\0').append(name).append('=').append(value));
    return HexFormat.of().formatHex(sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Expected SHA-256, which every Java has, but it is missing", impossible);
    }
  }
}
