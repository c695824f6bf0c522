package dev.entente.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.partner.PartnerId;
import dev.entente.program.Programs;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** What tests of portal pages share: a partner whose signer is Ann and whose engineer is Bob, and another partner's signer. */
@EntenteTest
public abstract class PortalTest {

  @Autowired protected JdbcClient jdbc;
  @Autowired protected Programs programs;
  @Autowired protected PortalSessions sessions;
  @Autowired private dev.entente.partner.Contacts contacts;
  @Autowired private WebApplicationContext context;

  protected MockMvc mvc;
  protected TestPortal portal;
  protected PartnerId partner;
  protected PartnerId other;
  protected RequestPostProcessor ann;
  protected RequestPostProcessor bob;
  protected RequestPostProcessor stranger;

  @BeforeEach
  void signIn() {
    mvc = MockMvcBuilders.webAppContextSetup(context).apply(SecurityMockMvcConfigurers.springSecurity()).build();
    portal = new TestPortal(jdbc, sessions, contacts);
    partner = new TestPartners(jdbc, programs).onboarding("SILVER");
    other = new TestPartners(jdbc, programs).onboarding("SILVER");
    ann = portal.as(partner, "SIGNER");
    bob = portal.as(partner, "TECHNICAL");
    stranger = portal.as(other, "SIGNER");
  }

  protected String page(String path, RequestPostProcessor who) throws Exception {
    String page = mvc.perform(get(path).with(who)).andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
    assertThat(page).doesNotContain("??");
    return page;
  }

  protected void notThere(String path, RequestPostProcessor who) throws Exception {
    mvc.perform(get(path).with(who)).andExpect(status().isNotFound());
  }
}
