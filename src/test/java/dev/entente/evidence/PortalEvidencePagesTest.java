package dev.entente.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.entente.evidence.EvidenceRequest.Kind;
import dev.entente.evidence.EvidenceRequest.State;
import dev.entente.portal.PortalTest;
import dev.entente.process.JobContext;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

class PortalEvidencePagesTest extends PortalTest {

  private static final MockMultipartFile PROOF = new MockMultipartFile("files", "proof.pdf", "application/pdf", "%PDF-1.7 wiped".getBytes());
  private static final MockMultipartFile SCRIPT = new MockMultipartFile("files", "proof.pdf", "application/pdf", "<script>alert(1)</script>".getBytes());
  private static final MockMultipartFile NONE = new MockMultipartFile("files", "", "application/octet-stream", new byte[0]);

  @Autowired EvidenceRequests requests;
  @Autowired Files files;
  @Autowired Clock clock;

  @Test
  void aContactHandsInAFileAndASignedDeclaration() throws Exception {
    long id = asked(Kind.DESTRUCTION_CERTIFICATE);
    assertThat(page("/portal", ann)).contains("Confirm that you destroyed all copies", "/portal/evidence/" + id);
    assertThat(page("/portal/evidence/" + id, ann)).contains("Wipe all disks.", "I declare for Köhler &amp; Söhne");

    send(id, ann, "true", "Ann Lee", PROOF).andExpect(flash().attribute("notice", "portal.evidence.taken"));

    EvidenceRequest taken = requests.find(id).orElseThrow();
    assertThat(taken.state()).isEqualTo(State.SUBMITTED);
    assertThat(taken.declaration()).startsWith("I declare for Köhler & Söhne " + partner + " that everything named above was destroyed");
    assertThat(taken.signedName()).isEqualTo("Ann Lee");
    String file = files.ofRequest(id).get(0).id().toString();
    assertThat(page("/portal/evidence/" + id, bob)).contains("proof.pdf", "Signed by").doesNotContain("type=\"file\"");
    MockHttpServletResponse download = mvc.perform(get("/portal/evidence/" + id + "/files/" + file).with(bob)).andExpect(status().isOk()).andReturn().getResponse();
    assertThat(download.getContentAsString()).isEqualTo("%PDF-1.7 wiped");
    assertThat(download.getHeader("Content-Disposition")).startsWith("attachment");
    assertThat(page("/partners/" + partner + "/evidence", user("legal").roles("APPROVER"))).contains("proof.pdf", "/evidence/files/" + file, "Ann Lee");
    assertThat(page("/evidence/files/" + file, user("legal").roles("APPROVER"))).isEqualTo("%PDF-1.7 wiped");
    mvc.perform(get("/evidence/files/" + file).with(user("nobody").roles("NOTHING"))).andExpect(status().isForbidden());
  }

  @Test
  void aDeclarationAloneIsEnoughForACertificateAndAFileForAnAudit() throws Exception {
    send(asked(Kind.RETURN_CERTIFICATE), ann, "true", "Ann Lee", NONE).andExpect(flash().attribute("notice", "portal.evidence.taken"));
    send(asked(Kind.AUDIT_EVIDENCE), ann, "", "", PROOF).andExpect(flash().attribute("notice", "portal.evidence.taken"));
  }

  @Test
  void whatIsWrongIsSaidAtTheFieldAndNothingIsKept() throws Exception {
    long id = asked(Kind.DESTRUCTION_CERTIFICATE);

    assertThat(refused(send(id, ann, "true", "Ann Lee", SCRIPT))).contains("This is no PDF, PNG, JPEG or plain text file", "value=\"Ann Lee\"", "checked");
    assertThat(refused(send(id, ann, "", "", NONE))).contains("Tick this box to sign, or send a signed certificate");
    assertThat(refused(send(id, ann, "true", " ", NONE))).contains("Type your full name");
    assertThat(refused(send(asked(Kind.OTHER), ann, "", "", NONE))).contains("Choose a file, or sign the declaration");
    assertThat(refused(send(id, ann, "true", "Ann", PROOF, PROOF, PROOF, PROOF, PROOF, PROOF))).contains("At most 5 files");

    assertThat(requests.find(id).orElseThrow().state()).isEqualTo(State.OPEN);
    assertThat(jdbc.sql("SELECT count(*) FROM evidence_file WHERE partner_id = :id").param("id", partner.value()).query(Long.class).single()).isZero();
  }

  @Test
  void aSecondAnswerIsToldThatItComesTooLateAndLeavesNoFile() throws Exception {
    long id = asked(Kind.AUDIT_EVIDENCE);
    send(id, ann, "", "", PROOF);

    send(id, bob, "", "", PROOF).andExpect(flash().attribute("problem", "portal.evidence.closed"));

    assertThat(jdbc.sql("SELECT count(*) FROM evidence_file WHERE partner_id = :id").param("id", partner.value()).query(Long.class).single()).isEqualTo(1);
  }

  @Test
  void anotherPartnersRequestsAreNotThere() throws Exception {
    long id = asked(Kind.AUDIT_EVIDENCE);
    send(id, ann, "", "", PROOF);
    String file = files.ofRequest(id).get(0).id().toString();
    long own = requests.request(other, Kind.OTHER, "evidence.kind.OTHER", "Theirs", clock.instant().plus(Duration.ofDays(3)), job());

    assertThat(page("/portal/evidence", stranger)).contains("/portal/evidence/" + own).doesNotContain("/portal/evidence/" + id + "\"");
    notThere("/portal/evidence/" + id, stranger);
    notThere("/portal/evidence/" + id + "/files/" + file, stranger);
    notThere("/portal/evidence/" + own + "/files/" + file, stranger);
    send(id, stranger, "", "", PROOF).andExpect(status().isNotFound());
  }

  @Test
  void aPartnerThatLeavesStillHandsIn() throws Exception {
    long id = asked(Kind.RETURN_CERTIFICATE);
    jdbc.sql("UPDATE partner SET stage = 'TERMINATING' WHERE id = :id").param("id", partner.value()).update();

    send(id, ann, "true", "Ann Lee", NONE).andExpect(flash().attribute("notice", "portal.evidence.taken"));
  }

  private long asked(Kind kind) {
    return requests.request(partner, kind, "evidence.kind." + kind, "Wipe all disks.", clock.instant().plus(Duration.ofDays(14)), job());
  }

  private ResultActions send(long id, RequestPostProcessor who, String declared, String name, MockMultipartFile... given) throws Exception {
    MockMultipartHttpServletRequestBuilder request = multipart("/portal/evidence/" + id);
    for (MockMultipartFile file : given) {
      request.file(file);
    }
    return mvc.perform(request.param("declared", declared).param("name", name).param("note", "").with(csrf()).with(who));
  }

  private static String refused(ResultActions answer) throws Exception {
    String page = answer.andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
    assertThat(page).doesNotContain("??");
    return page;
  }

  private static JobContext job() {
    long key = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
    return new JobContext(key, key, key, "termination-unwind", "task_requestCertificate", 3);
  }
}
