package dev.entente.tasks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody typed who wants another to stand in. */
record DelegationForm(
    @Nullable String delegate,
    @Nullable String startsOn,
    @Nullable String endsOn,
    @Nullable List<String> groups,
    @Nullable List<String> processes,
    @Nullable List<String> kinds,
    @Nullable String reason) {

  static DelegationForm empty() {
    return new DelegationForm("", "", "", List.of(), List.of(), List.of(), "");
  }

  static String text(@Nullable String typed) {
    return typed == null ? "" : typed.strip();
  }

  static List<String> chosen(@Nullable List<String> values) {
    return values == null ? List.of() : values.stream().filter(value -> !value.isBlank()).distinct().toList();
  }
}
