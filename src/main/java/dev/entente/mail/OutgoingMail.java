package dev.entente.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A mail that this sender has claimed. */
record OutgoingMail(long id, String key, String template, String recipient, Map<String, Object> model, int attempts) {

  String messageId() {
    return messageId(key);
  }

  static String messageId(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return "<" + HexFormat.of().formatHex(hash, 0, 16) + "@entente>";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected SHA-256 in every Java runtime, but it is missing", e);
    }
  }
}
