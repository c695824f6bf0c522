package dev.entente.approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for, and all that is shown to decide on it.
 *
 * @param title message key or text
 */
public record Facts(String title, List<Fact> items) {

  public Facts {
    items = List.copyOf(items);
  }

  /** A fact that is different now; null where it was not there before, or is not there any more. */
  public record Change(String label, @Nullable String before, @Nullable String now) {}

  /** Lengths stand before the texts, so that no two lists of facts can give the same bytes. */
  String digest() {
    StringBuilder text = new StringBuilder();
    append(text, title);
    items.forEach(fact -> {
      append(text, fact.label());
      append(text, fact.value());
    });
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected SHA-256 in every Java, but it is missing", e);
    }
  }

  List<Change> changesSince(Facts before) {
    Map<String, String> old = before.byLabel();
    Map<String, String> present = byLabel();
    Set<String> labels = new LinkedHashSet<>(present.keySet());
    labels.addAll(old.keySet());
    return labels.stream().filter(label -> !Objects.equals(old.get(label), present.get(label)))
        .map(label -> new Change(label, old.get(label), present.get(label))).toList();
  }

  /** A label that comes several times is one fact of several lines. */
  private Map<String, String> byLabel() {
    return items.stream().collect(Collectors.toMap(Fact::label, Fact::value, (one, other) -> one + "\n" + other, LinkedHashMap::new));
  }

  private static void append(StringBuilder text, String part) {
    text.append(part.length()).append(':').append(part);
  }
}
