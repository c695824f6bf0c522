package dev.entente.engine.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** JSON text to plain values (Map, List, String, Boolean, Integer, Long, BigInteger, BigDecimal, null) and back; rows to JSON. */
public final class JsonValues {

  private static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final JsonMapper ROWS = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private JsonValues() {}

  public static String write(@Nullable Object value) {
    return MAPPER.writeValueAsString(value);
  }

  public static @Nullable Object read(String json) {
    return MAPPER.readValue(json, Object.class);
  }

  static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  /** The text as an object with its members in order; throws {@link JacksonException} for anything else. */
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> readObject(String json) {
    return MAPPER.readValue(json, LinkedHashMap.class);
  }

  /** Records as an array of objects with the names of columns. */
  static String rows(Object records) {
    return ROWS.writeValueAsString(records);
  }
}
