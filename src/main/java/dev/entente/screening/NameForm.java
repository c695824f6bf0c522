package dev.entente.screening;

import java.util.List;
import java.util.Set;

/**
 * A name as it is compared: Latin letters and digits in lower case, legal forms and titles apart.
 *
 * @param segments index of the first token of each part between commas
 * @param legalForms what was set aside, such as {@code gmbh}
 * @param transliterated written in another script
 * @param vowelless the script leaves short vowels out (Arabic, Hebrew)
 */
record NameForm(
    String original, List<String> tokens, Set<Integer> segments, List<String> legalForms, boolean transliterated, boolean vowelless) {

  boolean endsSegment(int token) {
    return segments.contains(token + 1);
  }
}
