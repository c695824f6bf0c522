package dev.entente.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.entente.mail.SentMail;
import dev.entente.portal.PortalTest;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

class PortalAgreementPagesTest extends PortalTest {

  @Autowired AgreementJobs agreementJobs;
  @Autowired Agreements agreements;
  @Autowired Signing signing;
  private long id;

  @BeforeEach
  void anAgreementWaits() {
    long key = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
    JobContext job = new JobContext(key, key, key, "partner-onboarding", "task_prepareAgreement", 3);
    id = (long) ((Outcome.Completed) agreementJobs.prepare(new AgreementJobs.OfPartner(partner), job)).variables().get("agreementId");
  }

  @Test
  void theSignerSignsInThePortalOnceAndTheMailedLinkIsUsedUp() throws Exception {
    assertThat(page("/portal", ann)).contains("Read and sign the partner agreement");
    assertThat(page("/portal/agreement", ann)).contains("A-" + id, "/portal/agreement/" + id + "/sign");
    assertThat(page("/portal/agreement/" + id + "/sign", ann)).contains("I have read the agreement");

    sign(ann, "Ann Lee", "true").andExpect(redirectedUrl("/portal/agreement")).andExpect(flash().attribute("notice", "portal.agreement.done"));
    sign(ann, "Ann Lee", "true").andExpect(flash().attribute("problem", "portal.agreement.late"));

    Agreement signed = agreements.find(id).orElseThrow();
    assertThat(signed.state()).isEqualTo(Agreement.State.SIGNED);
    assertThat(signed.signedName()).isEqualTo("Ann Lee");
    assertThat(jdbc.sql("SELECT count(*) FROM process_outbox WHERE name = 'agreement-signed' AND correlation_key = :id").param("id", partner.value())
        .query(Long.class).single()).isEqualTo(1);
    assertThat(page("/portal/agreement", bob)).contains("Signed by", "Ann Lee");
    mvc.perform(get(SentMail.path(jdbc, partner.value(), "agreement-link"))).andExpect(status().isGone());
  }

  @Test
  void nobodyElseSigns() throws Exception {
    assertThat(page("/portal", bob)).contains("Ann Lee has to sign");
    assertThat(page("/portal/agreement", bob)).contains("A-" + id).doesNotContain("/portal/agreement/" + id + "/sign");
    mvc.perform(get("/portal/agreement/" + id + "/sign").with(bob)).andExpect(redirectedUrl("/portal/agreement"));

    sign(bob, "Bob", "true").andExpect(flash().attribute("problem", "portal.agreement.late"));
    sign(stranger, "Eve", "true").andExpect(status().isNotFound());

    assertThat(agreements.find(id).orElseThrow().state()).isEqualTo(Agreement.State.PREPARED);
  }

  @Test
  void whatIsMissingIsSaidAtTheFieldAndNothingTypedIsLost() throws Exception {
    String again = sign(ann, "", "").andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
    assertThat(again).contains("Type your full name", "Tick this box to sign");
    assertThat(sign(ann, "Ann <Lee>", "").andReturn().getResponse().getContentAsString()).contains("value=\"Ann &lt;Lee&gt;\"").doesNotContain("Type your full name");
    assertThat(agreements.find(id).orElseThrow().state()).isEqualTo(Agreement.State.PREPARED);
  }

  @Test
  void afterItsTimeItIsNotSigned() throws Exception {
    agreementJobs.expire(new AgreementJobs.ExpireAgreementInput(partner, id));

    sign(ann, "Ann Lee", "true").andExpect(flash().attribute("problem", "portal.agreement.late"));
    assertThat(agreements.find(id).orElseThrow().state()).isEqualTo(Agreement.State.EXPIRED);
  }

  @Test
  void theDocumentIsADownloadForOnesOwnCompany() throws Exception {
    MockHttpServletResponse document = mvc.perform(get("/portal/agreement/" + id + "/document").with(bob)).andExpect(status().isOk()).andReturn().getResponse();

    assertThat(document.getContentAsByteArray()).isEqualTo(agreements.document(id).orElseThrow());
    assertThat(document.getHeader("Content-Disposition")).startsWith("attachment");
    assertThat(document.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    notThere("/portal/agreement/" + id + "/document", stranger);
    notThere("/portal/agreement/" + id + "/sign", stranger);
    assertThat(page("/portal/agreement", stranger)).doesNotContain("A-" + id);
  }

  private ResultActions sign(RequestPostProcessor who, String name, String consent) throws Exception {
    return mvc.perform(post("/portal/agreement/" + id + "/sign").param("name", name).param("title", "CEO").param("consent", consent).with(csrf()).with(who));
  }
}
