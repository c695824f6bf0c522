package dev.entente.provisioning;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs messages as the Standard Webhooks specification says: HMAC-SHA256 over id, time and content, in Base64, with version {@code v1}; libraries for
 * receivers exist in most languages.
 *
 * <p>A question (GET) has no body: its content is its path and query as they are sent.
 */
class WebhookSignature {

  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;

  private final SecretKeySpec key;

  private WebhookSignature(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** @param secret {@code whsec_} and Base64, or any text that is long enough */
  static WebhookSignature of(String setting, String secret) {
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    if (secret.startsWith(PREFIX)) {
      try {
        key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      } catch (IllegalArgumentException malformed) {
        throw new SettingRefused(setting, "The secret begins with whsec_, but what follows is no Base64.");
      }
    }
    if (key.length < SHORTEST) {
      throw new SettingRefused(setting, "The secret has " + key.length + " bytes; it takes at least " + SHORTEST + ".");
    }
    return new WebhookSignature(key);
  }

  Map<String, String> headers(String id, long epochSecond, String content) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", String.valueOf(epochSecond));
    headers.put("webhook-signature", "v1," + sign(id + "." + epochSecond + "." + content));
    return headers;
  }

  private String sign(String text) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
