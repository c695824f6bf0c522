package dev.entente.screening;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The countries that are embargoed or restricted, from the data file that names source and date. */
@Component
public class CountryTable {

  private static final String FILE = "/screening/countries.csv";

  private final Map<String, Standing> countries = new HashMap<>();

  /** @param reason null where there is nothing against the country */
  public record Standing(String country, CountryRisk risk, @Nullable String reason) {}

  CountryTable() {
    try (InputStream in = CountryTable.class.getResourceAsStream(FILE);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split(",", 3))
          .forEach(row -> countries.put(row[0], new Standing(row[0], CountryRisk.valueOf(row[1]), row[2])));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + FILE, e);
    }
  }

  public Standing of(String country) {
    return countries.getOrDefault(country.toUpperCase(Locale.ROOT), new Standing(country, CountryRisk.NONE, null));
  }

  /** The two letters of a country by its two or three letters or its English name; empty for what is none. */
  static Optional<String> codeOf(String country) {
    String asked = country.strip();
    return Arrays.stream(Locale.getISOCountries()).filter(code -> code.equalsIgnoreCase(asked)
            || new Locale("", code).getISO3Country().equalsIgnoreCase(asked)
            || new Locale("", code).getDisplayCountry(Locale.ENGLISH).equalsIgnoreCase(asked))
        .findFirst();
  }

  /** Where a company sits decides; a market is at most a restriction, because it can be left out. */
  Standing worst(String country, Collection<String> markets) {
    Standing own = of(country);
    Standing market = markets.stream().map(this::of).max(Comparator.comparing(Standing::risk)).orElse(own);
    return own.risk() != CountryRisk.NONE || market.risk() == CountryRisk.NONE
        ? own
        : new Standing(market.country(), CountryRisk.RESTRICTED, "Market " + market.country() + ": " + market.reason());
  }
}
