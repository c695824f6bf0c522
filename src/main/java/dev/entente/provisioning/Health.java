package dev.entente.provisioning;

import org.jspecify.annotations.Nullable;

/**
 * What a test of a target showed.
 *
 * @param held how much access it answered to hold
 * @param trouble in words, null when all is well
 */
public record Health(long held, @Nullable String trouble) {

  public static Health good(long held) {
    return new Health(held, null);
  }

  public static Health bad(String trouble) {
    return new Health(0, trouble);
  }

  public boolean isGood() {
    return trouble == null;
  }
}
