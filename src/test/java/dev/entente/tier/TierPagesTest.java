package dev.entente.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.entente.EntenteTest;
import dev.entente.partner.PartnerId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

@EntenteTest
class TierPagesTest {

  @Autowired WebApplicationContext context;

  @Test
  void aVerdictExplainsItselfAndComesOutTheSame() throws Exception {
    TierWorld world = new TierWorld(context);
    PartnerId partner = world.activePartner("REGISTERED");
    assertThat(page(world, get("/partners/" + partner + "/tier"))).contains("Bars of the next tier Silver", "not measured").doesNotContain("??");

    assertThat(page(world, post("/partners/" + partner + "/metrics").param("metric", "NET_NEW_SEATS").param("source", "").param("period", "2026-13")
        .param("value", "many"))).contains("name the system it comes from", "expected a year, quarter", "expected a number", "many").doesNotContain("??");
    String file = "partnerId,metric,source,period,value\n" + partner + ",SATISFACTION_ANSWERS,Survey,2026-10,2\n";
    world.mvc.perform(multipart("/tiers/metrics").file(new MockMultipartFile("file", "a.csv", "text/csv", file.getBytes())).with(csrf())
        .with(user("manager").roles("PARTNER_MANAGER"))).andReturn();
    assertThat(page(world, get("/partners/" + partner + "/metrics"))).contains("Survey", "2026-10").doesNotContain("??");
    world.certified(partner, "Ann", "technical", "installation", "data-handling");

    world.review(partner);
    assertThat(world.outcome(partner)).isEqualTo("KEPT");
    long verdict = world.jdbc.sql("SELECT id FROM tier_verdict WHERE partner_id = :id").param("id", partner.value()).query(Long.class).single();
    assertThat(page(world, get("/tiers/verdicts/" + verdict))).contains("Keep REGISTERED", "2026.1", "tier-eligibility", "Incident response").doesNotContain("??");
    assertThat(page(world, post("/tiers/verdicts/" + verdict + "/replay"))).contains("It comes out the same").doesNotContain("??");
    assertThat(page(world, get("/tiers?partner=" + partner))).contains("Keep REGISTERED", "Tier kept").doesNotContain("??");
    assertThat(page(world, get("/tiers/metrics"))).contains("NET_NEW_SEATS").doesNotContain("??");
  }

  private static String page(TierWorld world, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
    return world.mvc.perform(request.with(csrf()).with(user("manager").roles("PARTNER_MANAGER"))).andReturn().getResponse().getContentAsString();
  }
}
