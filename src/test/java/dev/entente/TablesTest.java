package dev.entente;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A table is named in SQL by one package only; others join the view that its owner offers, whose name ends in {@code _view}. */
class TablesTest {

  private static final Path SOURCES = Path.of("src/main/java/dev/entente");
  private static final Pattern CREATED = Pattern.compile("(?i)CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?(\\w+)");
  private static final Pattern TEXT = Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\n])*)\"", Pattern.DOTALL);
  private static final Pattern NAMED = Pattern.compile("\\b(?:FROM|JOIN|INTO|UPDATE|USING)\\s+(?:ONLY\\s+)?(?:entente\\.)?([a-z_]+)\\b");

  @Test
  void aTableIsNamedByOnePackage() {
    Map<String, Set<String>> packages = packagesByTable();

    assertThat(packages).as("the search finds what everybody knows").containsKeys("partner", "access_grant", "trail", "mail");
    assertThat(packages.entrySet().stream().filter(table -> table.getValue().size() > 1))
        .as("packages that name a table of another one").isEmpty();
  }

  private static Map<String, Set<String>> packagesByTable() {
    Set<String> tables = tables();
    Map<String, Set<String>> packages = new TreeMap<>();
    for (Path file : files(SOURCES, ".java")) {
      Matcher text = TEXT.matcher(content(file));
      while (text.find()) {
        Matcher named = NAMED.matcher(text.group(1) == null ? text.group(2) : text.group(1));
        while (named.find()) {
          if (tables.contains(named.group(1))) {
            packages.computeIfAbsent(named.group(1), none -> new TreeSet<>()).add(SOURCES.relativize(file).getName(0).toString());
          }
        }
      }
    }
    return packages;
  }

  private static Set<String> tables() {
    Set<String> tables = new TreeSet<>();
    for (Path file : files(Path.of("src/main/resources/db/entente"), ".sql")) {
      Matcher created = CREATED.matcher(content(file));
      while (created.find()) {
        tables.add(created.group(1));
      }
    }
    return tables;
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(ending)).toList();
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }
}
