package dev.entente.screening;

import dev.entente.screening.ListedParty.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which word of one name stands for which word of the other, and what that is worth. */
final class Alignment {

  private static final double INITIAL = 0.85;
  private static final double LEAST_JOINED = 0.92;

  /** How alike a unit of the query and a word of the index are; 0 where they aren't. */
  interface Likeness {
    double of(int unit, int word);
  }

  /** @param listedFirst first word of the listed name, {@code listedLength} of them */
  record Pair(Query.Unit asked, int listedFirst, int listedLength, double likeness, double weight) {}

  private final Query query;
  private final NameIndex.IndexedName listed;
  private final List<Pair> pairs = new ArrayList<>();
  private final WordWeights weights;
  private int score;

  private Alignment(Query query, NameIndex.IndexedName listed, WordWeights weights) {
    this.query = query;
    this.listed = listed;
    this.weights = weights;
  }

  static Alignment of(Query query, NameIndex.IndexedName listed, Likeness likeness, WordWeights weights, @Nullable Kind kind) {
    Alignment alignment = new Alignment(query, listed, weights);
    alignment.align(likeness);
    alignment.score = alignment.scored(kind);
    return alignment;
  }

  int score() {
    return score;
  }

  NameIndex.IndexedName listed() {
    return listed;
  }

  List<Pair> pairs() {
    return pairs;
  }

  Query query() {
    return query;
  }

  Hit toHit() {
    ListedParty party = listed.party();
    return new Hit(party.list(), party.entryId(), listed.name().text(), party.kind(), score, Explanation.of(this));
  }

  private void align(Likeness likeness) {
    List<Pair> possible = new ArrayList<>();
    int[] words = listed.words();
    for (int unit = 0; unit < query.units().size(); unit++) {
      Query.Unit asked = query.units().get(unit);
      for (int i = 0; i < words.length; i++) {
        addPair(possible, asked, i, 1, Math.max(likeness.of(unit, words[i]), initials(asked, listed.form().tokens().get(i))));
        if (asked.length() == 1 && listed.joined()[i] >= 0) {
          addPair(possible, asked, i, 2, likeness.of(unit, listed.joined()[i]));
        }
      }
    }
    // Long exact pairs first; of the same worth those that keep the order.
    possible.sort(Comparator.comparingDouble((Pair pair) -> -pair.likeness() * pair.weight())
        .thenComparingInt(pair -> Math.abs(pair.asked().first() - pair.listedFirst())));
    boolean[] askedTaken = new boolean[query.form().tokens().size()];
    boolean[] listedTaken = new boolean[words.length];
    for (Pair pair : possible) {
      if (free(askedTaken, pair.asked().first(), pair.asked().length()) && free(listedTaken, pair.listedFirst(), pair.listedLength())) {
        take(askedTaken, pair.asked().first(), pair.asked().length());
        take(listedTaken, pair.listedFirst(), pair.listedLength());
        pairs.add(pair);
      }
    }
  }

  private void addPair(List<Pair> possible, Query.Unit asked, int first, int length, double likeness) {
    if (likeness > (asked.length() + length > 2 ? LEAST_JOINED : 0)) {
      possible.add(new Pair(asked, first, length, likeness, Math.min(asked.weight(), listedWeight(first, length))));
    }
  }

  private static double initials(Query.Unit asked, String token) {
    boolean one = asked.text().length() == 1 ^ token.length() == 1;
    return asked.length() == 1 && one && asked.text().charAt(0) == token.charAt(0) && !Character.isDigit(token.charAt(0)) ? INITIAL : 0;
  }

  private double listedWeight(int first, int length) {
    double weight = 0;
    for (int i = first; i < first + length; i++) {
      weight += weights.of(listed.form().tokens().get(i));
    }
    return weight;
  }

  private int scored(@Nullable Kind kind) {
    double ofAsked = 0;
    double asked = query.weight();
    double ofListed = 0;
    double told = 0;
    for (Pair pair : pairs) {
      double listedWeight = listedWeight(pair.listedFirst(), pair.listedLength());
      // A misspelled word is as rare as the word that was meant, not as rare as its misspelling.
      ofAsked += pair.weight() * pair.likeness();
      asked += pair.weight() - pair.asked().weight();
      ofListed += listedWeight * pair.likeness();
      told += pair.weight() * pair.likeness();
    }
    double askedShare = ofAsked / asked;
    double listedShare = ofListed / listedWeight(0, listed.words().length);
    double score = Math.pow(askedShare, 0.9) * Math.pow(listedShare, 0.3);
    boolean whole = askedShare > 0.999 && listedShare > 0.999;
    if (!whole && !allPaired()) {
      // Few or common words in common may be chance: the less they tell, the more the rest must agree.
      double missing = Math.max(0, weights.enough() + 0.5 - told) / weights.enough();
      score *= 1 - Math.min(0.6, missing) * (1 - Math.min(askedShare, listedShare) * 0.75);
    }
    return (int) Math.round(100 * Math.min(score, most(kind, whole)));
  }

  /** What a score may reach at most, however alike the words are. */
  private double most(@Nullable Kind kind, boolean whole) {
    Kind listedKind = listed.party().kind();
    long telling = pairs.stream().filter(this::tells).count();
    boolean tellingLeft = unmatchedTelling() > 0;
    if (telling == 0 && !whole && !(allPaired() && pairs.size() >= 2)) {
      return 0.8;
    }
    if (telling == 1 && tellingLeft && !joinsWords()) {
      return 0.8;
    }
    if (pairs.size() == 1 && pairs.get(0).likeness() < 0.9) {
      return 0.8;
    }
    if (telling == 1 && !whole && shortSlip() && (pairs.size() < 2 || !allPaired())) {
      return 0.8;
    }
    if (listedKind.isCraft() && kind != listedKind) {
      boolean saysCompany = !listed.form().legalForms().containsAll(query.form().legalForms());
      return saysCompany && telling <= 1 ? 0.8 : 0.94;
    }
    return whole ? 1 : 0.99;
  }

  private boolean allPaired() {
    return pairs.stream().mapToInt(pair -> pair.asked().length()).sum() == query.form().tokens().size()
        && pairs.stream().mapToInt(Pair::listedLength).sum() == listed.words().length;
  }

  private boolean joinsWords() {
    return pairs.stream().anyMatch(pair -> tells(pair) && (pair.listedLength() > 1 || pair.asked().length() > 1));
  }

  private boolean shortSlip() {
    return pairs.stream().filter(this::tells).anyMatch(pair -> pair.likeness() < 1 && Math.max(pair.asked().text().length(), listedText(pair).length()) < 6);
  }

  private String listedText(Pair pair) {
    return String.join("", listed.form().tokens().subList(pair.listedFirst(), pair.listedFirst() + pair.listedLength()));
  }

  private boolean tells(Pair pair) {
    return pair.likeness() != INITIAL && listed.form().tokens().subList(pair.listedFirst(), pair.listedFirst() + pair.listedLength()).stream()
        .anyMatch(weights::tells);
  }

  private long unmatchedTelling() {
    boolean[] taken = new boolean[listed.words().length];
    pairs.forEach(pair -> take(taken, pair.listedFirst(), pair.listedLength()));
    long left = 0;
    for (int i = 0; i < taken.length; i++) {
      left += !taken[i] && weights.tells(listed.form().tokens().get(i)) ? 1 : 0;
    }
    return left;
  }

  private static boolean free(boolean[] taken, int first, int length) {
    for (int i = first; i < first + length; i++) {
      if (taken[i]) {
        return false;
      }
    }
    return true;
  }

  private static void take(boolean[] taken, int first, int length) {
    for (int i = first; i < first + length; i++) {
      taken[i] = true;
    }
  }
}
