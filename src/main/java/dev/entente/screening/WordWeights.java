package dev.entente.screening;

import java.util.function.ToIntFunction;

/** How much a word tells about who somebody is: the rarer among the listed names and in everyday use, the more. */
final class WordWeights {

  private static final double PARTICLE = 0.6;
  private static final double LETTER = 0.8;
  private static final double BUSINESS_WORD = 2.2;
  private static final double COMMON_NAME = 5.0;

  private final int names;
  private final ToIntFunction<String> holders;

  WordWeights(int names, ToIntFunction<String> holders) {
    this.names = Math.max(names, 2_000);
    this.holders = holders;
  }

  double of(String word) {
    if (WordLists.PARTICLES.contains(word)) {
      return PARTICLE;
    }
    if (word.length() == 1) {
      return LETTER;
    }
    double rarity = Math.log(1 + (double) names / Math.max(1, holders.applyAsInt(word)));
    if (WordLists.BUSINESS_WORDS.contains(word)) {
      return Math.min(rarity, BUSINESS_WORD);
    }
    return Math.min(rarity, WordLists.COMMON_NAMES.contains(word) ? COMMON_NAME : word.length() == 2 ? 4 : rarity);
  }

  /** Says who it is about; neither a particle, nor a letter, nor a word of business. */
  boolean tells(String word) {
    return word.length() > 1 && !WordLists.PARTICLES.contains(word) && !WordLists.BUSINESS_WORDS.contains(word);
  }

  /** What it takes to tell one name of the list from all others. */
  double enough() {
    return Math.log(names);
  }
}
