package dev.entente.engine.api;

import dev.entente.engine.api.Fields.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Something that can be searched: the rows, and the fields they have in the API. A column is named as its field, in snake case. */
final class Subject {

  /** A field; a hidden one can be filtered and sorted by, but isn't part of the answer. */
  record Field(String name, Kind kind, Set<String> allowed, boolean hidden) {

    String column() {
      return "t." + snake(name);
    }
  }

  /** A condition that is more than a comparison with a column; it reads one or several fields of the filter. */
  record Special(Set<String> names, BiFunction<ObjectNode, Parameters, String> condition) {}

  private final String title;
  private final String rows;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final List<Special> specials = new ArrayList<>();
  private List<String> order = List.of();

  private Subject(String title, String rows) {
    this.title = title;
    this.rows = rows;
  }

  static Subject of(String title, String rows) {
    return new Subject(title, rows);
  }

  Subject keys(String... names) {
    return add(Kind.KEY, Set.of(), false, names);
  }

  Subject texts(String... names) {
    return add(Kind.TEXT, Set.of(), false, names);
  }

  Subject integers(String... names) {
    return add(Kind.INTEGER, Set.of(), false, names);
  }

  Subject times(String... names) {
    return add(Kind.TIME, Set.of(), false, names);
  }

  Subject booleans(String... names) {
    return add(Kind.BOOLEAN, Set.of(), false, names);
  }

  Subject json(String... names) {
    return add(Kind.JSON, Set.of(), false, names);
  }

  Subject lists(String... names) {
    return add(Kind.TEXTS, Set.of(), false, names);
  }

  Subject hidden(Kind kind, String... names) {
    return add(kind, Set.of(), true, names);
  }

  /** A field with one of the constants of the client's enum. */
  <E extends Enum<E>> Subject enumeration(String name, Class<E> type) {
    Set<String> allowed = Arrays.stream(type.getEnumConstants()).map(Enum::name)
        .filter(constant -> !constant.equals("UNKNOWN_DEFAULT_OPEN_API")).collect(Collectors.toCollection(LinkedHashSet::new));
    return add(Kind.ENUM, allowed, false, name);
  }

  Subject special(Set<String> names, BiFunction<ObjectNode, Parameters, String> condition) {
    specials.add(new Special(names, condition));
    return this;
  }

  /** The fields that tell rows apart, last in every order. */
  Subject orderedBy(String... names) {
    order = List.of(names);
    return this;
  }

  private Subject add(Kind kind, Set<String> allowed, boolean hidden, String... names) {
    for (String name : names) {
      fields.put(name, new Field(name, kind, allowed, hidden));
    }
    return this;
  }

  String title() {
    return title;
  }

  String rows() {
    return rows;
  }

  Map<String, Field> fields() {
    return fields;
  }

  List<Special> specials() {
    return specials;
  }

  List<Field> order() {
    return order.stream().map(this::field).toList();
  }

  Field key() {
    return field(order.get(0));
  }

  private Field field(String name) {
    Field field = fields.get(name);
    if (field == null) {
      throw new IllegalStateException("Expected a field '" + name + "' of " + title + ", but there is none");
    }
    return field;
  }

  static String snake(String camel) {
    return camel.replaceAll("([A-Z])", "_$1").toLowerCase();
  }
}
