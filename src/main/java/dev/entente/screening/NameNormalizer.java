package dev.entente.screening;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Brings names of any script and form to tokens that can be compared. */
final class NameNormalizer {

  private static final Transliterator TO_LATIN = Transliterator.getInstance("Russian-Latin/BGN; Any-Latin; Latin-ASCII; Lower");
  private static final Pattern JOINING_MARKS = Pattern.compile("['`´‘’ʻʼʹʺ\"“”«»]");
  private static final Pattern DOTTED_LETTERS = Pattern.compile("\\b\\p{L}(?:\\.\\p{L})+\\b\\.?");
  private static final Pattern NOT_A_WORD = Pattern.compile("[^a-z0-9,]+");

  private NameNormalizer() {}

  static NameForm normalize(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFKC).strip();
    boolean foreign = composed.codePoints().anyMatch(NameNormalizer::isForeign);
    boolean vowelless = composed.codePoints().anyMatch(NameNormalizer::leavesVowelsOut);
    String latin = latin(composed, foreign);
    List<String> words = new ArrayList<>();
    Set<Integer> segments = new HashSet<>();
    for (String segment : latin.split(",")) {
      segments.add(words.size());
      for (String word : segment.strip().split(" ")) {
        if (!word.isEmpty()) {
          words.add(word);
        }
      }
    }
    return withoutForms(name, words, segments, foreign, vowelless);
  }

  private static String latin(String composed, boolean foreign) {
    String unquoted = JOINING_MARKS.matcher(composed).replaceAll("");
    String undotted = DOTTED_LETTERS.matcher(unquoted).replaceAll(match -> match.group().replace(".", "") + " ");
    // Chinese and Japanese have no spaces; ICU puts them between the syllables.
    String latin = transliterate(undotted, foreign);
    return NOT_A_WORD.matcher(JOINING_MARKS.matcher(latin).replaceAll("").replace("&", " and ")).replaceAll(" ");
  }

  /** A Transliterator keeps state while it runs; the lock costs less than a copy per name. */
  private static String transliterate(String text, boolean foreign) {
    if (!foreign && text.chars().allMatch(c -> c < 128)) {
      return text.toLowerCase(java.util.Locale.ROOT);
    }
    synchronized (TO_LATIN) {
      return TO_LATIN.transliterate(text);
    }
  }

  private static NameForm withoutForms(String original, List<String> words, Set<Integer> segments, boolean foreign, boolean vowelless) {
    List<String> kept = new ArrayList<>();
    List<String> forms = new ArrayList<>();
    Set<Integer> keptSegments = new HashSet<>();
    for (int at = 0; at < words.size(); ) {
      int length = legalFormAt(words, at);
      for (int i = at; i < at + Math.max(1, length); i++) {
        if (segments.contains(i)) {
          keptSegments.add(kept.size());
        }
      }
      if (length > 0) {
        forms.add(String.join(" ", words.subList(at, at + length)));
        at += length;
      } else {
        if (!WordLists.TITLES.contains(words.get(at))) {
          kept.add(words.get(at));
        }
        at++;
      }
    }
    return kept.isEmpty()
        ? new NameForm(original, List.copyOf(words), segments, List.of(), foreign, vowelless)
        : new NameForm(original, List.copyOf(kept), keptSegments, List.copyOf(forms), foreign, vowelless);
  }

  /** A one-word form counts at the ends of a name only ("SA" the form, "Sa" the Arabic particle or Korean name in the middle). */
  private static int legalFormAt(List<String> words, int at) {
    String word = words.get(at);
    for (List<String> form : WordLists.legalFormsFrom(word)) {
      boolean fits = at + form.size() <= words.size() && words.subList(at, at + form.size()).equals(form);
      if (fits && (form.size() > 1 || word.length() > 2 || at == 0 || at + 1 == words.size() || endsInForms(words, at + 1))) {
        return form.size();
      }
    }
    if (word.length() >= 6 && WordLists.LONG_LEGAL_FORMS.stream().anyMatch(form -> misspells(word, form))) {
      return 1;
    }
    return 0;
  }

  /** "Limitde" is a slip, not part of a name. */
  private static boolean misspells(String word, String form) {
    return Math.abs(form.length() - word.length()) <= 1 && word.charAt(0) == form.charAt(0)
        && Spelling.similarity(Spelling.Word.of(word), Spelling.Word.of(form)) >= 0.91;
  }

  private static boolean endsInForms(List<String> words, int from) {
    return words.subList(from, words.size()).stream().allMatch(word -> word.length() == 1 || WordLists.legalFormsFrom(word).contains(List.of(word)));
  }

  private static boolean isForeign(int codePoint) {
    int script = UScript.getScript(codePoint);
    return Character.isLetter(codePoint) && script != UScript.LATIN && script != UScript.COMMON && script != UScript.INHERITED;
  }

  private static boolean leavesVowelsOut(int codePoint) {
    int script = UScript.getScript(codePoint);
    return script == UScript.ARABIC || script == UScript.HEBREW;
  }
}
