package dev.entente.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.entente.partner.PartnerId;
import dev.entente.provisioning.TargetSystem;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

class PortalPagesTest extends PortalTest {

  @Autowired List<TargetSystem> targets;

  @Test
  void theFirstPageSaysWhereOneStands() throws Exception {
    assertThat(page("/portal", ann)).contains("Hello, Ann Lee", "Your application is under way", "Nothing waits for you");
    assertThat(page("/portal/with-us", ann)).contains("Nothing waits for a decision of ours");
    stage("TERMINATING");
    assertThat(page("/portal", ann)).contains("Your partnership is ending").doesNotContain("/portal/licenses");
  }

  @Test
  void aLearnerSeesItsOwnResultsAndTheMainContactTheTeams() throws Exception {
    long bobs = certified(partner, portal.contact(partner, "TECHNICAL"));
    open(partner, portal.contact(partner, "TECHNICAL"));

    assertThat(page("/portal/training", bob)).contains("Passed", "Download (PDF)", "Open: complete the course").doesNotContain("Your colleagues");
    assertThat(page("/portal/training", ann)).contains("No course for you now", "Your colleagues", "Bob Ćosić", "Passed");
    assertThat(page("/portal", bob)).contains("Complete the course");
    assertThat(page("/portal", ann)).doesNotContain("Complete the course");
    assertThat(page("/portal/training", stranger)).doesNotContain("Bob");

    MockHttpServletResponse document = mvc.perform(get("/portal/training/certificates/" + bobs).with(ann)).andExpect(status().isOk()).andReturn().getResponse();
    assertThat(document.getContentAsString()).isEqualTo("%PDF-certificate");
    assertThat(document.getHeader("Content-Disposition")).startsWith("attachment");
    notThere("/portal/training/certificates/" + bobs, stranger);
    long anns = certified(partner, portal.contact(partner, "SIGNER"));
    notThere("/portal/training/certificates/" + anns, bob);
  }

  @Test
  void licensesAreShownLookedUpAndTaken() throws Exception {
    String license = license(partner);
    String foreign = license(other);

    assertThat(page("/portal/licenses", ann)).contains(license, "500", "Download the token").doesNotContain(foreign);
    assertThat(page("/portal/licenses", bob)).contains(license).doesNotContain("Download the token");
    String token = mvc.perform(get("/portal/licenses/" + license + "/token").with(ann)).andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
    assertThat(token).isEqualTo(tokenOf(license));
    assertThat(jdbc.sql("SELECT actor FROM trail WHERE subject = :id AND action = 'license.tokenTaken'").param("id", partner.value()).query(String.class).list())
        .containsExactly("contact:" + portal.contact(partner, "SIGNER"));
    notThere("/portal/licenses/" + license + "/token", bob);
    notThere("/portal/licenses/" + license + "/token", stranger);
    notThere("/portal/licenses/" + UUID.randomUUID() + "/token", ann);
  }

  @Test
  void ofOthersLicensesOnlyTheirWorthIsTold() throws Exception {
    String license = license(partner);
    String foreign = license(other);

    assertThat(check(license, ann)).contains("This license is valid");
    assertThat(check(tokenOf(license), ann)).contains("This license is valid", "Valid until");
    assertThat(check(foreign, ann)).contains("You have no license with this number");
    assertThat(check(tokenOf(foreign), ann)).contains("This license is valid").doesNotContain(foreign).doesNotContain(other.value());
    assertThat(check(tokenOf(license) + "x", ann)).contains("This is no license of ours");
    assertThat(check("  ", ann)).contains("Type a license number");
    target().revoke(new TargetSystem.Access(other.value(), other.value(), "Other", "SILVER"));
    assertThat(check(tokenOf(foreign), ann)).contains("This license was revoked");
  }

  @Test
  void theStaffSeesWhoSignedInMailsALinkAndEndsSessions() throws Exception {
    String section = staffPage();
    assertThat(section).contains("Ann Lee", "Bob Ćosić", "Open").doesNotContain("??");
    long contact = portal.contact(partner, "SIGNER");

    mvc.perform(post("/partners/" + partner + "/portal/links").param("contact", "" + contact).with(csrf()).with(user("manager").roles("PARTNER_MANAGER")))
        .andExpect(flash().attribute("notice", "portal.staff.sent"));
    mvc.perform(post("/partners/" + partner + "/portal/links").param("contact", "" + portal.contact(other, "SIGNER")).with(csrf())
        .with(user("manager").roles("PARTNER_MANAGER"))).andExpect(status().isNotFound());
    mvc.perform(post("/partners/" + partner + "/portal/links").param("contact", "" + contact).with(csrf()).with(user("auditor").roles("AUDITOR")))
        .andExpect(status().isForbidden());
    assertThat(jdbc.sql("SELECT count(*) FROM mail WHERE template = 'portal-link' AND subject_id = :id").param("id", partner.value()).query(Long.class).single())
        .isEqualTo(1);

    mvc.perform(post("/partners/" + partner + "/portal/end").with(csrf()).with(user("manager").roles("PARTNER_MANAGER")));
    assertThat(staffPage()).contains("Over").doesNotContain("data-state=\"ACTIVE\"");
    assertThat(page("/portal", stranger)).isNotBlank();
    stage("TERMINATED");
    assertThat(staffPage()).contains("can not sign in");
  }

  private String staffPage() throws Exception {
    return mvc.perform(get("/partners/" + partner + "/portal").with(user("manager").roles("PARTNER_MANAGER"))).andExpect(status().isOk()).andReturn()
        .getResponse().getContentAsString();
  }

  private String check(String asked, RequestPostProcessor who) throws Exception {
    String page = mvc.perform(post("/portal/licenses/check").param("token", asked).with(csrf()).with(who)).andExpect(status().isOk()).andReturn().getResponse()
        .getContentAsString();
    assertThat(page).doesNotContain("??");
    return page;
  }

  private TargetSystem target() {
    return targets.stream().filter(target -> target.id().equals("license-issuer")).findFirst().orElseThrow();
  }

  private String license(PartnerId of) {
    return target().grant(new TargetSystem.Access(of.value(), of.value(), "Company", "SILVER"));
  }

  private String tokenOf(String license) {
    return jdbc.sql("SELECT token FROM license WHERE id = :id").param("id", license).query(String.class).single();
  }

  private long open(PartnerId of, long contact) {
    return jdbc.sql("""
            INSERT INTO enrollment (partner_id, contact_id, curriculum, course, program_version, process_instance_key, planned_by, state, attempt, planned_at)
            VALUES (:partner, :contact, 'entry', 'foundations', :version, 1, floor(random() * 1e12), 'WAITING', 1, now()) RETURNING id
            """)
        .param("partner", of.value()).param("contact", contact).param("version", programs.current().version()).query(Long.class).single();
  }

  private long certified(PartnerId of, long contact) {
    long enrollment = open(of, contact);
    jdbc.sql("UPDATE enrollment SET state = 'PASSED' WHERE id = :id").param("id", enrollment).update();
    return jdbc.sql("""
            INSERT INTO certificate (code, token, enrollment_id, partner_id, contact_id, holder_name, curriculum, course, course_name, score, issued_on,
              expires_on, pdf)
            VALUES (:code, :code, :enrollment, :partner, :contact, 'Holder', 'entry', 'foundations', 'Foundations', 90, current_date,
              current_date + 3650, convert_to('%PDF-certificate', 'UTF8')) RETURNING id
            """)
        .param("code", UUID.randomUUID().toString()).param("enrollment", enrollment).param("partner", of.value()).param("contact", contact)
        .query(Long.class).single();
  }

  private void stage(String stage) {
    jdbc.sql("UPDATE partner SET stage = :stage WHERE id = :id").param("stage", stage).param("id", partner.value()).update();
  }
}
