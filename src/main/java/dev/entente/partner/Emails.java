package dev.entente.partner;

import java.util.regex.Pattern;

/** Tells mail addresses that a mail can be sent to from what only looks alike; one address, no display name, no line break. */
public final class Emails {

  private static final Pattern ADDRESS = Pattern.compile(
      "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*@([\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+[\\p{L}\\p{N}-]{2,63}");

  private Emails() {}

  public static boolean isAddress(String text) {
    return text.length() <= 254 && text.indexOf('@') <= 64 && ADDRESS.matcher(text).matches();
  }
}
