package dev.entente.identity;

import java.security.SecureRandom;

/** Random codes that people read to each other: no letters and digits that are easily taken for another. */
public final class ReadableCode {

  private static final String ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private ReadableCode() {}

  /** Such as K7QM-2XRD-94TB: 58 bits, so that nobody guesses one. */
  public static String grouped() {
    return letters(4) + "-" + letters(4) + "-" + letters(4);
  }

  public static String letters(int count) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return letters.toString();
  }
}
