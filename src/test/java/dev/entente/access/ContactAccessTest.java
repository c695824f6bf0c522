package dev.entente.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.entente.EntenteTest;
import dev.entente.ledger.Grants;
import dev.entente.partner.Contact;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.process.TestProcesses;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@EntenteTest
class ContactAccessTest {

  @Autowired WebApplicationContext context;
  @Autowired Partners partners;
  @Autowired Grants grants;
  @Autowired AccessJobs accessJobs;
  private TestAccess access;
  private PartnerId partner;
  private String email;

  @BeforeEach
  void anActivePartner() {
    new TestProcesses(context);
    access = new TestAccess(context);
    partner = access.active("SILVER");
    email = "eve." + partner.value().toLowerCase() + "@example.com";
  }

  @Test
  void whoJoinsGetsWhatColleaguesHaveAndWhoLeavesLosesIt() throws Exception {
    send(post("/partners/" + partner + "/contacts").param("name", "Eve Moss").param("email", email).param("role", "TECHNICAL"));

    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(rights(email)).containsExactlyInAnyOrderElementsOf(rightsOfAnn()));
    assertThat(access.holders(partner, "support-desk")).contains(email).hasSize(3);

    send(post("/partners/" + partner + "/contacts/" + contact(email).id() + "/left"));

    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(rights(email)).isEmpty());
    assertThat(access.holders(partner, "support-desk")).hasSize(2).doesNotContain(email);
    assertThat(rightsOfAnn()).as("the others keep theirs").hasSize(5);
  }

  @Test
  void everyStepMayBeRepeatedAndALeaverIsNotGivenAnythingByALateJob() throws Exception {
    Contact bob = contact("bob." + partner.value().toLowerCase() + "@example.com");
    JobContext job = job();
    accessJobs.grantContact(new AccessJobs.GrantContactInput(partner, bob.id()), job);
    accessJobs.grantContact(new AccessJobs.GrantContactInput(partner, bob.id()), job);
    assertThat(rights(bob.email())).hasSameSizeAs(rightsOfAnn());

    send(post("/partners/" + partner + "/contacts/" + bob.id() + "/left"));
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(rights(bob.email())).isEmpty());
    accessJobs.grantContact(new AccessJobs.GrantContactInput(partner, bob.id()), job);
    accessJobs.revokeContact(new AccessJobs.RevokeContactInput(partner, bob.id()), job);

    assertThat(rights(bob.email())).isEmpty();
  }

  private List<String> rightsOfAnn() {
    return rights("ann." + partner + "@example.com");
  }

  private List<String> rights(String holder) {
    return grants.active(partner).stream().filter(grant -> grant.holder().equalsIgnoreCase(holder)).map(grant -> grant.entitlement() + " until " + grant.endsOn())
        .sorted().toList();
  }

  private Contact contact(String address) {
    return partners.facts(partner).contacts().stream().filter(contact -> contact.email().equalsIgnoreCase(address)).findFirst().orElseThrow();
  }

  private void send(MockHttpServletRequestBuilder request) throws Exception {
    MockMvc mvc = MockMvcBuilders.webAppContextSetup(context).apply(SecurityMockMvcConfigurers.springSecurity()).build();
    assertThat(mvc.perform(request.with(user("manager").roles("PARTNER_MANAGER")).with(csrf())).andReturn().getResponse().getStatus()).isEqualTo(302);
  }

  private static JobContext job() {
    long key = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
    return new JobContext(key, key, key, "contact-access", "task_grantContact", 3);
  }
}
