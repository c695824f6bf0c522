package dev.entente.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.entente.EntenteTest;
import dev.entente.ledger.Grant;
import dev.entente.ledger.Grants;
import dev.entente.ledger.Journal;
import dev.entente.license.TestLicenses;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** A license in the place of another, as processes ask for it. */
@EntenteTest
class LicenseReissueTest {

  @Autowired LicenseJobs licenseJobs;
  @Autowired Grants grants;
  @Autowired Journal journal;
  @Autowired JdbcClient jdbc;
  @Autowired WebApplicationContext context;

  private final JobContext job = new JobContext(1, 77, 1, "tier-escalation", "task_reissueLicense", 3);
  private TestLicenses licenses;
  private PartnerId partner;
  private Instant end;

  @BeforeEach
  void aSilverPartnerHalfWayThroughItsTerm() {
    partner = new TestAccess(context).active("SILVER");
    licenses = new TestLicenses(context);
    jdbc.sql("UPDATE license SET term_end = term_end - interval '200 days', valid_until = valid_until - interval '200 days' WHERE partner_id = :id")
        .param("id", partner.value()).update();
    end = licenses.end(partner);
  }

  @Test
  void aPromotionAndItsUndoLeaveTheLicenseAsItWas() throws Exception {
    String before = license();
    licenseJobs.reissue(new LicenseJobs.ReissueLicenseInput(partner, "GOLD"), job);
    licenseJobs.reissue(new LicenseJobs.ReissueLicenseInput(partner, "GOLD"), job);
    assertThat(licenses.seats(partner)).isEqualTo(5000);
    assertThat(licenses.end(partner)).as("no new term").isEqualTo(end);
    String gold = license();

    licenseJobs.restore(new LicenseJobs.RestoreLicenseInput(partner, "SILVER"), job);
    licenseJobs.restore(new LicenseJobs.RestoreLicenseInput(partner, "SILVER"), job);

    assertThat(license()).isEqualTo(before);
    assertThat(licenses.seats(partner)).isEqualTo(500);
    assertThat(licenses.end(partner)).isEqualTo(end);
    assertThat(rows()).singleElement().satisfies(grant -> {
      assertThat(grant.name()).isEqualTo("License Silver");
      assertThat(journal.of(grant.id(), 50)).filteredOn(entry -> entry.step() == Journal.Step.RENEWED).extracting(Journal.Entry::detail)
          .containsExactly("License Silver " + before + " became License Gold " + gold, "License Gold " + gold + " became License Silver " + before);
    });
    assertThat(page()).contains("because the tier changed", "in the place of", "#license-" + before, "what it was issued for was undone").doesNotContain("??");
  }

  @Test
  void aDemotionKeepsTheEndOfTheTerm() {
    String before = license();

    licenseJobs.reissue(new LicenseJobs.ReissueLicenseInput(partner, "REGISTERED"), job);

    assertThat(license()).isNotEqualTo(before);
    assertThat(licenses.seats(partner)).isEqualTo(25);
    assertThat(licenses.end(partner)).isEqualTo(end);
  }

  @Test
  void aPartnerThatMayBeGrantedNothingKeepsWhatItHas() {
    String before = license();
    jdbc.sql("UPDATE partner SET stage = 'TERMINATING', version = version + 1 WHERE id = :id").param("id", partner.value()).update();

    assertThat(licenseJobs.reissue(new LicenseJobs.ReissueLicenseInput(partner, "GOLD"), job).toString()).contains("LICENSE_NOT_ISSUED");

    assertThat(license()).isEqualTo(before);
    assertThat(licenses.seats(partner)).isEqualTo(500);
  }

  private String license() {
    return String.valueOf(rows().get(0).externalId());
  }

  private List<Grant> rows() {
    return grants.toRevoke(partner).stream().filter(grant -> grant.kind() == Grant.Kind.LICENSE).toList();
  }

  private String page() throws Exception {
    return MockMvcBuilders.webAppContextSetup(context).apply(SecurityMockMvcConfigurers.springSecurity()).build()
        .perform(get("/partners/" + partner + "/licenses").with(user("manager").roles("PARTNER_MANAGER"))).andReturn().getResponse().getContentAsString();
  }
}
