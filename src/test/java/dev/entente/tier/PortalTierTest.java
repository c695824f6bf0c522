package dev.entente.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.entente.partner.PartnerId;
import dev.entente.portal.PortalTest;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.context.WebApplicationContext;

/** What a partner's contacts see of the way to the next tier, and what its manager sees. */
class PortalTierTest extends PortalTest {

  @Autowired WebApplicationContext context;
  @Autowired Clock clock;

  private TierWorld world;

  @BeforeEach
  void measuredPartners() {
    world = new TierWorld(context);
    String month = LocalDate.now(clock).toString().substring(0, 7);
    world.measured(partner, "NET_NEW_SEATS", month, "140");
    world.measured(partner, "SATISFACTION_ANSWERS", month, "7");
    world.measured(partner, "FINDINGS_MAJOR", month, "2");
    world.measured(other, "NET_NEW_SEATS", month, "987654");
    world.certified(partner, "Ann", "technical", "installation", "data-handling", "incident-response");
    world.certified(partner, "Bob", "sales", "positioning");
  }

  @Test
  void aPartnerSeesWhatTheNextTierAsksForAndWhatIsMissing() throws Exception {
    assertThat(page("/portal/tier", ann)).as("while it comes in").contains("Your tier is not set yet").doesNotContain("What is missing");
    active(partner, "SILVER");
    active(other, "SILVER");

    String page = page("/portal/tier", ann);

    assertThat(page).contains("aria-current=\"page\"", "What is missing for the tier Gold",
        "Net new seats in twelve months: 140, needed 300", "Certified roles filled: 1, needed 6", "Retention in percent: not measured, needed 80",
        "Open critical and major findings: 2, allowed 0", "Last audit: not measured");
    assertThat(page).as("what is reached is in the table only, with its source").doesNotContain("Satisfaction answers in twelve months: 7").contains("CRM");
    assertThat(page).as("who has what, and who would fill one more role").contains("Ann Lee", "Installation and operation", "Positioning and licensing",
        "Bob Ćosić: Sales professional, by passing Pricing and deal registration");
    assertThat(page).doesNotContain("987654");
    assertThat(page("/portal/tier", stranger)).contains("987654", "Certified roles filled: 0, needed 6").doesNotContain("140, needed", "Certificates toward");
    assertThat(page("/portal", ann)).contains("href=\"/portal/tier\"");
  }

  @Test
  void colleaguesAreNamedToWhoLeadsOnly() throws Exception {
    active(partner, "SILVER");

    assertThat(page("/portal/tier", bob)).contains("a colleague", "Bob Ćosić", "Installation and operation").doesNotContain("Ann Lee");
  }

  @Test
  void thereIsNothingAboveTheHighestTier() throws Exception {
    active(partner, "PLATINUM");

    assertThat(page("/portal/tier", ann)).contains("There is no higher tier", "Bars of the present tier Platinum").doesNotContain("What is missing");
  }

  @Test
  void theStaffSeesTheSameAsMissing() throws Exception {
    active(partner, "SILVER");

    String page = mvc.perform(get("/partners/" + partner + "/tier").with(user("manager").roles("PARTNER_MANAGER"))).andReturn().getResponse().getContentAsString();

    assertThat(page).contains("What is missing for the tier Gold", "Net new seats in twelve months: 140, needed 300",
        "Open critical and major findings: 2, allowed 0", "Certificates toward certified roles").doesNotContain("??");
  }

  private void active(PartnerId id, String tier) {
    jdbc.sql("UPDATE partner SET stage = 'ACTIVE', tier = :tier, version = version + 1 WHERE id = :id").param("id", id.value()).param("tier", tier).update();
  }
}
