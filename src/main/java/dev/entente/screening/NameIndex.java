package dev.entente.screening;

import dev.entente.screening.Spelling.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All names of a list by their words, so that one name is compared with the few that share something with it.
 *
 * <p>Words that are spelled or sound alike are found over the pairs of letters they share; names are found over those words and weighed by how rare
 * the words are. Immutable once built, safe for any number of threads.
 */
final class NameIndex {

  private static final int MOST_CANDIDATES = 250;
  private static final double LEAST_SHARE = 0.4;

  private final List<IndexedName> names = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<Word> words = new ArrayList<>();
  private final List<IntList> namesOf = new ArrayList<>();
  private final Map<String, IntList> bySound = new HashMap<>();
  private final Map<String, IntList> byConsonants = new HashMap<>();
  private final Map<Integer, IntList> byLetterPair = new HashMap<>();
  private final WordWeights weights;

  NameIndex(List<ListedParty> parties) {
    for (ListedParty party : parties) {
      for (ListedParty.Name name : party.names()) {
        add(party, name);
      }
    }
    weights = new WordWeights(names.size(), word -> ids.containsKey(word) ? namesOf.get(ids.get(word)).size() : 0);
  }

  int size() {
    return names.size();
  }

  /** The best score of each entry that reaches the least, best first. */
  List<Hit> find(String name, ListedParty.@Nullable Kind kind, int least, int most) {
    Query query = new Query(NameNormalizer.normalize(name), weights);
    List<Map<Integer, Double>> alike = query.units().stream().map(unit -> alike(unit, query.form().vowelless())).toList();
    return best(candidates(query, alike), query, (unit, word) -> alike.get(unit).getOrDefault(word, 0.0), kind, least, most);
  }

  /** The same without the index: every listed name, word by word. For comparison only. */
  List<Hit> scan(String name, ListedParty.@Nullable Kind kind, int least, int most) {
    Query query = new Query(NameNormalizer.normalize(name), weights);
    List<Word> asked = query.units().stream().map(unit -> Word.of(unit.text())).toList();
    return best(IntStream.range(0, names.size()).toArray(), query,
        (unit, word) -> word < 0 ? 0 : similarity(asked.get(unit), words.get(word), query.form().vowelless()), kind, least, most);
  }

  private List<Hit> best(int[] candidates, Query query, Alignment.Likeness likeness, ListedParty.@Nullable Kind kind, int least, int most) {
    Map<String, Alignment> best = new LinkedHashMap<>();
    for (int candidate : candidates) {
      Alignment alignment = Alignment.of(query, names.get(candidate), likeness, weights, kind);
      if (alignment.score() >= least) {
        best.merge(alignment.listed().party().entryId(), alignment, (a, b) -> b.score() > a.score() ? b : a);
      }
    }
    return best.values().stream().sorted(Comparator.comparingInt(Alignment::score).reversed()).limit(most).map(Alignment::toHit).toList();
  }

  private int[] candidates(Query query, List<Map<Integer, Double>> alike) {
    double[] shared = new double[names.size()];
    int[] counted = new int[names.size()];
    Arrays.fill(counted, -1);
    IntList found = new IntList();
    for (int unit = 0; unit < alike.size(); unit++) {
      double weight = query.units().get(unit).weight();
      int at = unit;
      alike.get(unit).entrySet().stream().sorted(Map.Entry.<Integer, Double>comparingByValue().reversed()).forEach(word -> {
        IntList holders = namesOf.get(word.getKey());
        for (int i = 0; i < holders.size(); i++) {
          int name = holders.get(i);
          if (counted[name] != at) {
            if (shared[name] == 0) {
              found.add(name);
            }
            counted[name] = at;
            shared[name] += weight * word.getValue();
          }
        }
      });
    }
    return found.stream().filter(name -> shared[name] >= LEAST_SHARE * query.weight()).boxed()
        .sorted(Comparator.comparingDouble((Integer name) -> -shared[name] / (1 + 0.1 * names.get(name).words().length)))
        .limit(MOST_CANDIDATES).mapToInt(Integer::intValue).toArray();
  }

  private Map<Integer, Double> alike(Query.Unit unit, boolean vowelless) {
    Word asked = Word.of(unit.text());
    Set<Integer> candidates = new HashSet<>();
    addAll(candidates, bySound.get(asked.sound()));
    if (vowelless) {
      addAll(candidates, byConsonants.get(Spelling.consonants(asked.text())));
    }
    Integer same = ids.get(asked.text());
    if (same != null) {
      candidates.add(same);
    }
    addSharingLetters(candidates, asked.text());
    Map<Integer, Double> alike = new HashMap<>();
    for (int candidate : candidates) {
      double similarity = similarity(asked, words.get(candidate), vowelless);
      if (similarity >= Spelling.LEAST) {
        alike.put(candidate, similarity);
      }
    }
    return alike;
  }

  private void addSharingLetters(Set<Integer> candidates, String text) {
    if (text.length() < 3) {
      return;
    }
    int[] shared = new int[words.size()];
    IntList touched = new IntList();
    for (int pair : letterPairs(text)) {
      IntList holders = byLetterPair.get(pair);
      for (int i = 0; holders != null && i < holders.size(); i++) {
        if (shared[holders.get(i)]++ == 0) {
          touched.add(holders.get(i));
        }
      }
    }
    int edits = text.length() >= 12 ? 3 : text.length() >= 7 ? 2 : 1;
    int needed = Math.max(2, text.length() + 1 - 2 * edits - 1);
    touched.stream().filter(word -> shared[word] >= needed && Math.abs(words.get(word).text().length() - text.length()) <= edits)
        .forEach(candidates::add);
  }

  private static double similarity(Word asked, Word listed, boolean vowelless) {
    double similarity = Spelling.similarity(asked, listed);
    if (vowelless && similarity < 0.93) {
      String consonants = Spelling.consonants(asked.text());
      return consonants.length() >= 2 && consonants.equals(Spelling.consonants(listed.text())) ? 0.93 : similarity;
    }
    return similarity;
  }

  private void add(ListedParty party, ListedParty.Name name) {
    NameForm form = NameNormalizer.normalize(name.text());
    int id = names.size();
    int[] single = form.tokens().stream().mapToInt(this::word).toArray();
    int[] joined = new int[single.length];
    Arrays.fill(joined, -1);
    for (int i = 0; i + 1 < single.length; i++) {
      if (!form.endsSegment(i)) {
        joined[i] = word(form.tokens().get(i) + form.tokens().get(i + 1));
      }
    }
    names.add(new IndexedName(party, name, form, single, joined));
    IntStream.concat(Arrays.stream(single), Arrays.stream(joined)).filter(word -> word >= 0).distinct().forEach(word -> namesOf.get(word).add(id));
  }

  private int word(String text) {
    Integer known = ids.get(text);
    if (known != null) {
      return known;
    }
    int id = words.size();
    Word word = Word.of(text);
    ids.put(text, id);
    words.add(word);
    namesOf.add(new IntList());
    bySound.computeIfAbsent(word.sound(), key -> new IntList()).add(id);
    byConsonants.computeIfAbsent(Spelling.consonants(text), key -> new IntList()).add(id);
    if (text.length() >= 3) {
      Arrays.stream(letterPairs(text)).distinct().forEach(pair -> byLetterPair.computeIfAbsent(pair, key -> new IntList()).add(id));
    }
    return id;
  }

  private static int[] letterPairs(String text) {
    String framed = "^" + text + "$";
    return IntStream.range(0, framed.length() - 1).map(i -> framed.charAt(i) << 16 | framed.charAt(i + 1)).toArray();
  }

  private static void addAll(Set<Integer> target, @Nullable IntList source) {
    for (int i = 0; source != null && i < source.size(); i++) {
      target.add(source.get(i));
    }
  }

  /** @param words id of each word; @param joined id of each word with its successor, -1 where none */
  record IndexedName(ListedParty party, ListedParty.Name name, NameForm form, int[] words, int[] joined) {}
}
