package dev.entente.screening;

import dev.entente.process.Decisions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Screens one name and rates the risk by the deployed decision table, the only place of the thresholds. */
@Component
class NameScreening {

  private final DeniedParties parties;
  private final CountryTable countries;
  private final Decisions decisions;

  NameScreening(DeniedParties parties, CountryTable countries, Decisions decisions) {
    this.parties = parties;
    this.countries = countries;
    this.decisions = decisions;
  }

  @ResponseStatus(HttpStatus.BAD_REQUEST)
  static class UnknownCountry extends RuntimeException {

    UnknownCountry() {
      super("country: expected two or three letters of ISO 3166-1 or an English name, such as DE, DEU or Germany");
    }
  }

  record Result(String rating, int score, CountryTable.Standing country, DeniedParties.Version version, List<Hit> hits) {}

  Result screen(String name, @Nullable String country, @Nullable String type) {
    ListedParty.Kind kind = type == null || type.isBlank() ? null : ListedParty.Kind.valueOf(type.toUpperCase(Locale.ROOT));
    DeniedParties.Found found = parties.find(name, kind);
    CountryTable.Standing standing = countries.of(country == null || country.isBlank() ? "" : CountryTable.codeOf(country).orElseThrow(UnknownCountry::new));
    int score = found.hits().isEmpty() ? 0 : found.hits().get(0).score();
    return new Result(rating(score, standing.risk()), score, standing, found.version(), found.hits());
  }

  String rating(int score, CountryRisk risk) {
    return String.valueOf(decisions.evaluate("risk-rating", Map.of("screeningScore", score, "countryRisk", risk.name(), "formerEnding", "")));
  }
}
