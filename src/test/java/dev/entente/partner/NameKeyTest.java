package dev.entente.partner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameKeyTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Köhler & Söhne GmbH | KOHLER and SOHNE",
      "A. O. Smith | AO Smith Corporation",
      "The Walt Disney Company | Walt Disney",
      "Müller GmbH & Co. KG | muller",
      "Ferrari S.p.A. | ferrari spa",
      "Acme, Inc. | ACME INC",
      "Газпром | Gazprom",
      "L'Oréal S.A. | loreal",
      "Pty Ltd | pty"
  })
  void namesOfOneCompanyHaveOneKey(String one, String other) {
    assertThat(NameKey.of(one)).isEqualTo(NameKey.of(other)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Alphabet Inc. (Class A) | Alphabet Inc. (Class C)",
      "Delta Air Lines | Delta Electronics",
      "3M | 3i"
  })
  void namesOfDifferentCompaniesDoNot(String one, String other) {
    assertThat(NameKey.of(one)).isNotEqualTo(NameKey.of(other));
  }

  @Test
  void aNameThatIsALegalFormKeepsIt() {
    assertThat(NameKey.of("Limited")).isEqualTo("limited");
    assertThat(NameKey.of("--")).isEmpty();
  }
}
