package dev.entente.screening;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in words why a listed name was found. */
final class Explanation {

  private Explanation() {}

  static String of(Alignment alignment) {
    List<String> parts = new ArrayList<>();
    NameIndex.IndexedName listed = alignment.listed();
    parts.add(listed.name().alias() ? "alias of " + listed.party().mainName() : "main name");
    add(parts, "same: ", alignment.pairs().stream().filter(pair -> pair.likeness() == 1).map(pair -> pair.asked().text()).toList());
    add(parts, "alike: ", alignment.pairs().stream().filter(pair -> pair.likeness() < 1)
        .map(pair -> pair.asked().text() + " ~ " + text(alignment, pair) + " (" + Math.round(pair.likeness() * 100) + " %)").toList());
    add(parts, "only in the listed name: ", left(listed.form().tokens(), listedTaken(alignment)));
    add(parts, "only in the asked name: ", left(alignment.query().form().tokens(), askedTaken(alignment)));
    if (reordered(alignment)) {
      parts.add("other word order");
    }
    if (alignment.query().form().transliterated()) {
      parts.add("transliterated to " + String.join(" ", alignment.query().form().tokens()));
    }
    if (!alignment.query().form().legalForms().equals(listed.form().legalForms())) {
      parts.add("legal form set aside");
    }
    if (listed.party().kind() != ListedParty.Kind.ENTITY) {
      parts.add("listed as " + listed.party().kind().name().toLowerCase(java.util.Locale.ROOT));
    }
    if (!listed.party().countries().isEmpty()) {
      parts.add("address in " + listed.party().countries().stream().limit(3).collect(Collectors.joining(", ")));
    }
    return String.join("; ", parts);
  }

  private static void add(List<String> parts, String label, List<String> words) {
    if (!words.isEmpty()) {
      parts.add(label + String.join(", ", words));
    }
  }

  private static String text(Alignment alignment, Alignment.Pair pair) {
    return String.join(" ", alignment.listed().form().tokens().subList(pair.listedFirst(), pair.listedFirst() + pair.listedLength()));
  }

  private static Set<Integer> listedTaken(Alignment alignment) {
    Set<Integer> taken = new HashSet<>();
    alignment.pairs().forEach(pair -> {
      for (int i = 0; i < pair.listedLength(); i++) {
        taken.add(pair.listedFirst() + i);
      }
    });
    return taken;
  }

  private static Set<Integer> askedTaken(Alignment alignment) {
    Set<Integer> taken = new HashSet<>();
    alignment.pairs().forEach(pair -> {
      for (int i = 0; i < pair.asked().length(); i++) {
        taken.add(pair.asked().first() + i);
      }
    });
    return taken;
  }

  private static List<String> left(List<String> tokens, Set<Integer> taken) {
    List<String> left = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (!taken.contains(i)) {
        left.add(tokens.get(i));
      }
    }
    return left;
  }

  private static boolean reordered(Alignment alignment) {
    List<Integer> order = alignment.pairs().stream().sorted((a, b) -> Integer.compare(a.asked().first(), b.asked().first()))
        .map(Alignment.Pair::listedFirst).toList();
    for (int i = 1; i < order.size(); i++) {
      if (order.get(i) < order.get(i - 1)) {
        return true;
      }
    }
    return false;
  }
}
