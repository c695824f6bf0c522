package dev.entente.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.program.Programs;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@EntenteTest
class ScreeningPagesTest {

  @Autowired JdbcClient jdbc;
  @Autowired Programs programs;
  @Autowired ScreeningJobs screeningJobs;
  @Autowired WebApplicationContext context;
  private MockMvc mvc;

  @BeforeEach
  void pages() {
    mvc = MockMvcBuilders.webAppContextSetup(context).apply(SecurityMockMvcConfigurers.springSecurity()).build();
  }

  @Test
  void showsHitsWithScoreReasonAndListVersion() throws Exception {
    PartnerId partner = new TestPartners(jdbc, programs).onboarding("GOLD");
    assertThat(page(get("/partners/" + partner + "/screenings"), 200)).contains("Not screened yet");
    jdbc.sql("UPDATE partner SET legal_name = 'Aero Caribean', country = 'RU' WHERE id = :id").param("id", partner.value()).update();
    long key = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
    screeningJobs.screenPartner(new ScreeningJobs.OfPartner(partner), new JobContext(1, key, key, "p", "e", 3));

    assertThat(page(get("/partners/" + partner + "/screenings"), 200))
        .contains("Aero Caribean", "AERO", "OFAC SDN 36", "Restricted", "At the application").doesNotContain("??");
    page(get("/partners/P-99999999/screenings"), 404);
    page(get("/partners/nonsense/screenings"), 404);
  }

  @Test
  void asksForANameAndSaysWhatIsWrong() throws Exception {
    assertThat(page(get("/screening"), 200)).contains("Screen a name").doesNotContain("??");
    assertThat(page(post("/screening").with(csrf()).param("name", " ").param("country", "Atlantis"), 200))
        .contains("Give a name.", "This is no country").doesNotContain("??");
  }

  private String page(MockHttpServletRequestBuilder request, int expected) throws Exception {
    return mvc.perform(request.with(user("compliance").roles("APPROVER"))).andExpect(status().is(expected)).andReturn().getResponse().getContentAsString();
  }
}
