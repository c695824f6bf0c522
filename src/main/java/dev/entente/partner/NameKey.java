package dev.entente.partner;

import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Brings company names to the form in which they are compared: Latin letters, no accents, case, punctuation or legal form. */
public final class NameKey {

  private static final Transliterator LATIN = Transliterator.getInstance("Any-Latin; Latin-ASCII; Lower");

  private static final Set<String> LEGAL_FORMS = Set.of(
      "inc", "incorporated", "corp", "corporation", "co", "company", "companies", "ltd", "limited", "llc", "llp", "lp", "lllp", "plc", "pc", "pllc",
      "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "gbr", "ug", "ek", "ev", "se", "sa", "sas", "sasu", "sarl", "eurl", "scop", "srl", "spa", "sapa", "sl",
      "slu", "bv", "nv", "cv", "vof", "bvba", "ab", "hb", "as", "asa", "aps", "oy", "oyj", "ou", "uab", "sia", "sro", "spzoo", "spolka", "doo", "dd",
      "ad", "ead", "eood", "ood", "kft", "zrt", "nyrt", "bt", "ltda", "eireli", "sab", "sapi", "kk", "gk", "yk", "pte", "pty", "pvt", "private",
      "bhd", "sdn", "tbk", "pt", "jsc", "pjsc", "ooo", "oao", "zao", "pao", "too", "fzco", "fze", "fzllc", "wll", "spc", "and");

  private NameKey() {}

  public static String of(String name) {
    List<String> words = words(name);
    List<String> kept = new ArrayList<>(words);
    if (kept.size() > 1 && kept.get(0).equals("the")) {
      kept.remove(0);
    }
    while (kept.size() > 1 && LEGAL_FORMS.contains(kept.get(kept.size() - 1))) {
      kept.remove(kept.size() - 1);
    }
    return String.join(" ", kept);
  }

  /** Lower-case Latin, nothing left out: how words are searched for. */
  static String latin(String text) {
    return LATIN.transliterate(text);
  }

  private static List<String> words(String name) {
    String plain = latin(name).replace("&", " and ").replace("+", " plus ").replaceAll("[.'`’]", "").replaceAll("[^a-z0-9]+", " ").trim();
    return plain.isEmpty() ? List.of() : joinedInitials(Arrays.asList(plain.split(" ")));
  }

  /** {@code a o smith} and {@code ao smith} are one name. */
  private static List<String> joinedInitials(List<String> words) {
    List<String> joined = new ArrayList<>();
    boolean afterInitial = false;
    for (String word : words) {
      boolean initial = word.length() == 1 && Character.isLetter(word.charAt(0));
      if (initial && afterInitial) {
        joined.set(joined.size() - 1, joined.get(joined.size() - 1) + word);
      } else {
        joined.add(word);
      }
      afterInitial = initial;
    }
    return joined;
  }
}
