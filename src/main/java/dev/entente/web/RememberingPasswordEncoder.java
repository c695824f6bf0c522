package dev.entente.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Spares a program that signs in with every call the cost of the slow hash: a pair that matched once is known again by a keyed hash.
 *
 * <p>The key lives in memory only; what did not match is never remembered.
 */
class RememberingPasswordEncoder implements PasswordEncoder {

  private static final int LIMIT = 1_000;

  private final PasswordEncoder slow;
  private final SecretKeySpec key;
  private final Map<String, Boolean> matched = new ConcurrentHashMap<>();

  RememberingPasswordEncoder(PasswordEncoder slow) {
    this.slow = slow;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, "HmacSHA256");
  }

  @Override
  public String encode(CharSequence password) {
    return slow.encode(password);
  }

  @Override
  public boolean matches(CharSequence password, String encoded) {
    String fingerprint = fingerprint(encoded.length() + ":" + encoded + password);
    if (matched.containsKey(fingerprint)) {
      return true;
    }
    boolean matches = slow.matches(password, encoded);
    if (matches) {
      if (matched.size() >= LIMIT) {
        matched.clear();
      }
      matched.put(fingerprint, true);
    }
    return matches;
  }

  @Override
  public boolean upgradeEncoding(String encoded) {
    return slow.upgradeEncoding(encoded);
  }

  private String fingerprint(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected HMAC-SHA-256 in every Java runtime, but it is missing", e);
    }
  }
}
