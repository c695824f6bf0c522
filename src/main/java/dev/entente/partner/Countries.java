package dev.entente.partner;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;

/** Countries of ISO 3166, by what people write for them: two letters, three letters, or the English name. */
public final class Countries {

  private static final Map<String, String> CODES = codes();

  private Countries() {}

  public static Optional<String> codeOf(String text) {
    return Optional.ofNullable(CODES.get(key(text)));
  }

  static String name(String code, Locale locale) {
    return new Locale("", code).getDisplayCountry(locale);
  }

  /** Code to name, in the order of names. */
  public static Map<String, String> names(Locale locale) {
    Map<String, String> names = new LinkedHashMap<>();
    Arrays.stream(Locale.getISOCountries())
        .sorted(Comparator.comparing(code -> NameKey.latin(name(code, locale))))
        .forEach(code -> names.put(code, name(code, locale)));
    return names;
  }

  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>();
    for (String code : Locale.getISOCountries()) {
      codes.put(key(code), code);
      codes.put(key(name(code, Locale.ENGLISH)), code);
      codes.put(key(alpha3(code)), code);
    }
    Map.of("uk", "GB", "usa", "US", "united states of america", "US", "great britain", "GB", "czech republic", "CZ", "holland", "NL").forEach(codes::putIfAbsent);
    codes.remove("");
    return codes;
  }

  private static String alpha3(String code) {
    try {
      return new Locale("", code).getISO3Country();
    } catch (MissingResourceException e) {
      return code;
    }
  }

  private static String key(String text) {
    return NameKey.latin(text).replaceAll("[^a-z]+", " ").trim();
  }
}
