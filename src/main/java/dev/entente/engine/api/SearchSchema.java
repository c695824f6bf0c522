package dev.entente.engine.api;

import dev.entente.engine.api.Fields.FieldType;
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
final class SearchSchema {

  /** A field; a hidden one can be filtered and sorted by, but isn't part of the answer. */
  record Field(String name, FieldType kind, Set<String> allowed, boolean hidden) {

    String column() {
      return "t." + snake(name);
    }
  }

  /** A condition that is more than a comparison with a column; it reads one or several fields of the filter. */
  record Special(Set<String> names, BiFunction<ObjectNode, QueryParameters, String> condition) {}

  private final String title;
  private final String rows;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final List<Special> specials = new ArrayList<>();
  private List<String> order = List.of();

  private SearchSchema(String title, String rows) {
    this.title = title;
    this.rows = rows;
  }

  static SearchSchema of(String title, String rows) {
    return new SearchSchema(title, rows);
  }

  SearchSchema keys(String... names) {
    return add(FieldType.KEY, Set.of(), false, names);
  }

  SearchSchema texts(String... names) {
    return add(FieldType.TEXT, Set.of(), false, names);
  }

  SearchSchema integers(String... names) {
    return add(FieldType.INTEGER, Set.of(), false, names);
  }

  SearchSchema times(String... names) {
    return add(FieldType.TIME, Set.of(), false, names);
  }

  SearchSchema booleans(String... names) {
    return add(FieldType.BOOLEAN, Set.of(), false, names);
  }

  SearchSchema json(String... names) {
    return add(FieldType.JSON, Set.of(), false, names);
  }

  SearchSchema lists(String... names) {
    return add(FieldType.TEXTS, Set.of(), false, names);
  }

  SearchSchema hidden(FieldType kind, String... names) {
    return add(kind, Set.of(), true, names);
  }

  /** A field with one of the constants of the client's enum. */
  <E extends Enum<E>> SearchSchema enumeration(String name, Class<E> type) {
    Set<String> allowed = Arrays.stream(type.getEnumConstants()).map(Enum::name)
        .filter(constant -> !constant.equals("UNKNOWN_DEFAULT_OPEN_API")).collect(Collectors.toCollection(LinkedHashSet::new));
    return add(FieldType.ENUM, allowed, false, name);
  }

  SearchSchema special(Set<String> names, BiFunction<ObjectNode, QueryParameters, String> condition) {
    specials.add(new Special(names, condition));
    return this;
  }

  /** The fields that tell rows apart, last in every order. */
  SearchSchema orderedBy(String... names) {
    order = List.of(names);
    return this;
  }

  private SearchSchema add(FieldType kind, Set<String> allowed, boolean hidden, String... names) {
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
