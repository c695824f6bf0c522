package dev.entente.engine.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/** JSON as the API speaks it: keys as strings, times in UTC with milliseconds, variables as plain values. */
final class ApiJson {

  static final String TENANT = "<default>";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private ApiJson() {}

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  static String key(long key) {
    return Long.toString(key);
  }

  static String text(@Nullable Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** JSON text that is already right, embedded as it is. */
  static RawValue raw(String json) {
    return new RawValue(json);
  }

  static JsonNode read(byte[] json) {
    return MAPPER.readTree(json);
  }

  /** Map, List, String, Boolean, Long, BigInteger, BigDecimal or Double, null. */
  static @Nullable Object plain(JsonNode node) {
    if (node.isObject()) {
      return plainMap(node);
    }
    if (node.isArray()) {
      List<@Nullable Object> items = new ArrayList<>();
      node.forEach(item -> items.add(plain(item)));
      return items;
    }
    if (node.isNumber()) {
      return node.isIntegralNumber() && node.canConvertToLong() ? (Number) node.longValue() : node.numberValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isString() ? node.stringValue() : null;
  }

  static Map<String, @Nullable Object> plainMap(JsonNode object) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    object.properties().forEach(property -> map.put(property.getKey(), plain(property.getValue())));
    return map;
  }

  /** An object of the answer, from names and values in turn. */
  static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return map;
  }
}
