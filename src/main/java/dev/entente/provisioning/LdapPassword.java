package dev.entente.provisioning;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Passwords that nobody knows: people set their own through the directory's reset, or sign in by single sign-on. */
final class LdapPassword {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 30;

  private LdapPassword() {}

  /** As Active Directory takes it: in quotes, UTF-16, over TLS only. The end has all classes of characters that its rules ask for. */
  static byte[] unknown() {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    return ("\"" + Base64.getEncoder().encodeToString(random) + "aA1!\"").getBytes(StandardCharsets.UTF_16LE);
  }
}
