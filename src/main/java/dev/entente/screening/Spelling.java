package dev.entente.screening;

import java.util.Arrays;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** How alike two words are, 0 to 1: letters first, then sound as romanizations spell it. */
final class Spelling {

  static final double LEAST = 0.78;
  private static final LevenshteinDistance EDITS = new LevenshteinDistance(3);
  private static final JaroWinklerSimilarity JARO_WINKLER = new JaroWinklerSimilarity();

  private Spelling() {}

  /** A word with its sound, kept so that nothing is computed twice. */
  record Word(String text, String sound) {
    static Word of(String text) {
      return new Word(text, Spelling.sound(text));
    }

    boolean hasDigit() {
      return text.chars().anyMatch(Character::isDigit);
    }
  }

  static double similarity(Word a, Word b) {
    if (a.text.equals(b.text)) {
      return 1;
    }
    if (a.hasDigit() || b.hasDigit()) {
      return 0;
    }
    // Mary and Mark: two names that both exist are no slip of each other, however few letters differ.
    boolean bothNames = WordLists.COMMON_NAMES.contains(a.text) && WordLists.COMMON_NAMES.contains(b.text);
    return Math.max(bothNames ? 0 : byLetters(a.text, b.text), bySound(a, b));
  }

  private static double bySound(Word a, Word b) {
    int length = Math.min(a.sound.length(), b.sound.length());
    if (a.sound.equals(b.sound)) {
      return length >= 4 ? 0.95 : length == 3 ? 0.9 : 0;
    }
    int edits = length >= 6 ? edits(a.sound, b.sound) : 9;
    return edits == 1 ? (length >= 8 ? 0.91 : 0.87) : edits == 2 && length >= 10 ? 0.84 : 0;
  }

  private static double byLetters(String a, String b) {
    int length = Math.max(a.length(), b.length());
    int edits = length >= 4 ? edits(a, b) : 9;
    double byEdits = switch (edits) {
      case 1 -> length >= 8 ? 0.95 : length >= 6 ? 0.93 : length == 5 ? 0.91 : a.charAt(0) == b.charAt(0) ? 0.86 : 0.8;
      case 2 -> length >= 10 ? 0.91 : length >= 8 ? 0.87 : length == 7 ? 0.81 : 0;
      case 3 -> length >= 12 ? 0.84 : 0;
      default -> 0;
    };
    // Of two equally distant words the one with the same beginning is the likelier slip.
    return byEdits == 0 ? 0 : byEdits - 0.05 * (1 - JARO_WINKLER.apply(a, b));
  }

  /** Levenshtein, but two neighbors that changed places are one slip, not two. */
  private static int edits(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 3) {
      return 9;
    }
    int edits = EDITS.apply(a, b);
    return edits < 0 ? 9 : edits >= 2 && a.length() == b.length() && sorted(a).equals(sorted(b)) ? edits - 1 : edits;
  }

  private static String sorted(String text) {
    char[] letters = text.toCharArray();
    Arrays.sort(letters);
    return new String(letters);
  }

  /** One spelling for what romanizations spell differently: Mohamed and Muhammad, Tchapori and Chapori, Joukov and Zhukov. */
  static String sound(String word) {
    String s = word.replace("shch", "sh").replace("sch", "sh").replace("tch", "ch").replace("dzh", "j").replace("dj", "j").replace("zh", "j")
        .replace("kh", "h").replace("gh", "g").replace("ph", "f").replace("th", "t").replace("dh", "d")
        .replace("tz", "s").replace("ts", "s").replace("cz", "s").replace("ck", "k").replace("ch", "C").replace("sh", "S")
        .replace("ce", "se").replace("ci", "si").replace("cy", "si").replace('c', 'k').replace('q', 'k').replace("x", "ks").replace('z', 's')
        .replace('w', 'v').replace("ou", "u").replace("oo", "u").replace('o', 'u').replace("ee", "i").replace("ie", "i").replace('y', 'i')
        .replace("ei", "i").replace('e', 'a').replace("ai", "i");
    StringBuilder sound = new StringBuilder();
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      boolean vowelBefore = i > 0 && "aiu".indexOf(s.charAt(i - 1)) >= 0;
      boolean vowelAfter = i + 1 < s.length() && "aiu".indexOf(s.charAt(i + 1)) >= 0;
      if (c == 'j' && !vowelAfter) {
        c = 'i';
      }
      boolean silent = c == 'h' && vowelBefore && !vowelAfter;
      if (!silent && (sound.isEmpty() || sound.charAt(sound.length() - 1) != c)) {
        sound.append(c);
      }
    }
    return sound.toString();
  }

  /** What a script without short vowels keeps of a word. */
  static String consonants(String word) {
    String sound = sound(word).replaceAll("[aiuvh]", "");
    return sound.replaceAll("(.)\\1+", "$1");
  }
}
