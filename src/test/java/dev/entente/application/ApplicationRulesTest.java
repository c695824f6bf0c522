package dev.entente.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.EntenteTest;
import dev.entente.partner.ContactRequest;
import dev.entente.partner.FieldProblem;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EntenteTest
class ApplicationRulesTest {

  @Autowired
  ApplicationIntake applying;

  @Test
  void valuesAreBroughtToTheirOneForm() {
    Application application = Objects.requireNonNull(applying.check(request("  Acme \t Ltd ", "germany", "WWW.Acme.De/", "silver", "de", "Austria", "emea")).application());

    assertThat(application.legalName()).isEqualTo("Acme Ltd");
    assertThat(application.country()).isEqualTo("DE");
    assertThat(application.website()).isEqualTo("https://www.acme.de");
    assertThat(application.domain()).isEqualTo("acme.de");
    assertThat(application.requestedTier()).isEqualTo("SILVER");
    assertThat(application.markets()).containsExactly("DE", "AT", "EMEA");
    assertThat(application.registrationKey()).isEqualTo("HRB123");
    assertThat(application.contacts().get(0).role()).isEqualTo("SIGNER");
  }

  @Test
  void whatIsLeftOutHasADefault() {
    Application application = Objects.requireNonNull(applying.check(request("Acme", "FR", "", "")).application());

    assertThat(application.website()).isNull();
    assertThat(application.requestedTier()).isEqualTo("REGISTERED");
    assertThat(application.markets()).containsExactly("FR");
  }

  @Test
  void everyProblemIsNamedWithItsField() {
    ApplicationRequest request = new ApplicationRequest("", "Atlantis", "javascript:alert(1)", "x".repeat(61),
        List.of(new ContactRequest("Ann", "ann@", null), new ContactRequest("Bob\u0000", "bob@example.com", null), new ContactRequest("B", "BOB@example.com", "")),
        "DIAMOND", List.of("XX"));

    assertThat(applying.check(request).problems()).extracting(FieldProblem::field).containsExactlyInAnyOrder("legalName", "country", "website",
        "registrationNumber", "contacts[0].email", "contacts[1].name", "contacts[2].email", "requestedTier", "markets");
  }

  @Test
  void nobodyToSignIsAProblem() {
    ApplicationRequest request = new ApplicationRequest("Acme", "DE", null, null, null, null, null);

    assertThat(applying.check(request).problems()).extracting(FieldProblem::field).containsExactly("contacts");
  }

  @Test
  void websitesWithUsersHostsWithoutDotsAndOtherSchemesAreRefused() {
    for (String website : List.of("ftp://acme.de", "https://user:pw@acme.de", "localhost", "https://", "http://acme .de", "http://-a.de")) {
      assertThat(applying.check(request("Acme", "DE", website, "")).problems()).as(website).extracting(FieldProblem::field).containsExactly("website");
    }
  }

  private static ApplicationRequest request(String name, String country, String website, String tier, String... markets) {
    return new ApplicationRequest(name, country, website, "HRB 123", List.of(new ContactRequest("Ann Lee", "ann@acme.de", "signer")), tier, List.of(markets));
  }
}
