package dev.entente.screening;

import java.util.ArrayList;
import java.util.List;

/** A name that is asked for: its words, and each two neighbors as one word. */
final class Query {

  /** @param length number of words it covers */
  record Unit(String text, int first, int length, double weight) {}

  private final NameForm form;
  private final List<Unit> units = new ArrayList<>();
  private final double weight;

  Query(NameForm form, WordWeights weights) {
    this.form = form;
    List<String> tokens = form.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      units.add(new Unit(tokens.get(i), i, 1, weights.of(tokens.get(i))));
    }
    weight = units.stream().mapToDouble(Unit::weight).sum();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      units.add(new Unit(tokens.get(i) + tokens.get(i + 1), i, 2, units.get(i).weight() + units.get(i + 1).weight()));
    }
  }

  NameForm form() {
    return form;
  }

  List<Unit> units() {
    return units;
  }

  double weight() {
    return weight;
  }
}
