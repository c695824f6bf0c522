package dev.entente.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found and what is not: on the excerpt always, on the whole list with {@code -Dentente.screening.lists=<folder>}. */
class NameMatchingTest {

  private static final List<ListedParty> EXCERPT = OfacFiles.read(new ListFolder(null).read().files());
  private static final NameIndex INDEX = new NameIndex(EXCERPT);

  @ParameterizedTest
  @CsvSource({
    "Aero Caribbean, 36", "Aerocaribbean Airlines GmbH, 36", "Aerocarribean Airlines, 36", "Sergey Aksyonov, 16642", "Сергей Аксёнов, 16642",
    "Banco Nacional de Kuba S.A., 306", "Caribbean Anglo LLC, 173", "Дерипаска Олег Владимирович, 24283", "Prigozhin Yevgeniy, 21171", "Ivan Tsertsel, 32277"})
  void findsAListedNameHoweverItIsWritten(String name, String entry) {
    assertThat(INDEX.find(name, null, 85, 20)).extracting(Hit::entryId).contains(entry);
  }

  @ParameterizedTest
  @ValueSource(strings = {"John Smith", "International Trading Company", "Apple Inc.", "Müller Maschinenbau GmbH", "Caribbean Cruises Ltd", "***", "the", "A",
      "Bank of the West", "Maria Schneider"})
  void findsNothingForAnOrdinaryName(String name) {
    assertThat(INDEX.find(name, null, 85, 20)).isEmpty();
  }

  @Test
  void explainsAHit() {
    Hit hit = INDEX.find("Tsertsel Iwan", null, 85, 1).get(0);

    assertThat(hit.score()).isBetween(85, 94);
    assertThat(hit.reason()).contains("main name", "same: tsertsel", "iwan ~ ivan", "only in the listed name: stanislavavich");
  }

  @Test
  void keepsItsBarsOnTheExcerpt() throws IOException {
    check(ScreeningBenchmark.quality(EXCERPT, INDEX, 400, List.of()));
  }

  @Test
  @EnabledIfSystemProperty(named = "entente.screening.lists", matches = ".+", disabledReason = "the whole list is not here: -Dentente.screening.lists=<folder>")
  void keepsItsBarsOnTheWholeList() throws IOException {
    List<ListedParty> parties = OfacFiles.read(ScreeningBenchmark.contents(Path.of(System.getProperty("entente.screening.lists"))));
    check(ScreeningBenchmark.quality(parties, new NameIndex(parties), 600, ScreeningBenchmark.companies()));
  }

  private static void check(ScreeningBenchmark.Quality quality) {
    assertThat(quality.recall()).as("recall; missed: %s", quality.misses()).isGreaterThanOrEqualTo(0.97);
    assertThat(quality.falsePositives()).as("found wrongly: %s", quality.wrong()).isLessThanOrEqualTo(0.005);
  }
}
