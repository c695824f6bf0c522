package dev.entente.screening;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The words that say little about who somebody is: legal forms, titles, particles, everyday words of business, common personal names. */
final class WordLists {

  /** By first word, longest first, each as its words: {@code [limited, liability, company]}. */
  private static final Map<String, List<List<String>>> LEGAL_FORMS = read("legal-forms.txt").stream()
      .map(form -> List.of(form.split(" ")))
      .sorted(Comparator.comparing((List<String> form) -> -form.size()))
      .collect(Collectors.groupingBy(form -> form.get(0)));
  /** Long enough that a slip is told from another word. */
  static final List<String> LONG_LEGAL_FORMS = LEGAL_FORMS.values().stream().flatMap(List::stream)
      .filter(form -> form.size() == 1 && form.get(0).length() >= 7).map(form -> form.get(0)).toList();
  static final Set<String> TITLES = Set.copyOf(read("titles.txt"));
  static final Set<String> PARTICLES = Set.copyOf(read("particles.txt"));
  static final Set<String> BUSINESS_WORDS = Set.copyOf(read("business-words.txt"));
  static final Set<String> COMMON_NAMES = Set.copyOf(read("common-names.txt"));

  private WordLists() {}

  static List<List<String>> legalFormsFrom(String firstWord) {
    return LEGAL_FORMS.getOrDefault(firstWord, List.of());
  }

  private static List<String> read(String file) {
    String path = "/screening/" + file;
    try (InputStream in = WordLists.class.getResourceAsStream(path);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .flatMap(line -> List.of(line.split("\\s*,\\s*")).stream()).distinct().collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + path, e);
    }
  }
}
