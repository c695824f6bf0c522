package dev.entente.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.entente.EntenteTest;
import dev.entente.partner.FormerPartners;
import dev.entente.partner.NameKey;
import dev.entente.partner.NewContact;
import dev.entente.partner.NewPartner;
import dev.entente.partner.PartnerId;
import dev.entente.partner.PartnerRegistration;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.program.Programs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EntenteTest
class OnboardingTest {

  @Autowired
  PartnerRegistration registration;

  @Autowired
  TransactionTemplate transaction;

  @Autowired
  FormerPartners formerPartners;

  @Autowired
  Partners partners;

  @Autowired
  ApplicationJobs applicationJobs;
  @Autowired
  Programs programs;
  @Autowired
  JdbcClient jdbc;

  private final String word = "q" + UUID.randomUUID().toString().replace("-", "");
  private final JobContext job = new JobContext(1, 2, 3, "partner-onboarding", "task_x", 3);

  @Test
  @SuppressWarnings("unchecked")
  void registeringTellsTheProcessItsDeadlinesAndMailsOnce() {
    PartnerId id = applicant();

    Outcome first = applicationJobs.registerApplication(new ApplicationJobs.OfPartner(id), job);
    Outcome again = applicationJobs.registerApplication(new ApplicationJobs.OfPartner(id), job);

    assertThat(again).isEqualTo(first);
    assertThat(((Outcome.Completed) first).variables())
        .containsEntry("tier", "SILVER")
        .containsEntry("curriculum", "entry")
        .containsEntry("certifiedPeopleRequired", 1)
        .containsEntry("signatureReminder", "R/P5D")
        .containsEntry("signatureTimeout", "P30D")
        .hasEntrySatisfying("sla", sla -> assertThat((Map<String, String>) sla).containsEntry("task_reviewScreeningHits", "P2D")
            .containsEntry("task_approveHighRisk", "P3D").containsEntry("task_nominateOrExtend", "P5D").containsEntry("task_resolveAccountFailure", "P1D"));
    assertThat(mails(id)).containsExactly("application-received");
    assertThat(trail(id)).containsOnlyOnce("application.registered");
  }

  @Test
  void theLaterOfTwoAlikeIsTheDuplicate() {
    PartnerId first = applicant();
    PartnerId second = applicant();

    Outcome outcome = applicationJobs.registerApplication(new ApplicationJobs.OfPartner(second), job);
    applicationJobs.registerApplication(new ApplicationJobs.OfPartner(second), job);

    assertThat(outcome).isInstanceOfSatisfying(Outcome.BpmnError.class, error -> {
      assertThat(error.code()).isEqualTo("DUPLICATE_PARTNER");
      assertThat(error.message()).contains(first.value());
    });
    assertThat(applicationJobs.registerApplication(new ApplicationJobs.OfPartner(first), job)).isInstanceOf(Outcome.Completed.class);
    assertThat(trail(second)).containsOnlyOnce("application.duplicateFound");
    assertThat(mails(second)).isEmpty();
  }

  @Test
  void anAcceptedPartnerBecomesActiveInItsTierWithDates() {
    PartnerId id = applicant();
    applicationJobs.acceptApplication(new ApplicationJobs.OfPartner(id), job);
    assertThat(partners.facts(id).stage()).isEqualTo(Stage.ONBOARDING);

    Outcome first = applicationJobs.activate(new ApplicationJobs.OfPartner(id), job);
    Outcome again = applicationJobs.activate(new ApplicationJobs.OfPartner(id), job);

    assertThat(again).isEqualTo(first);
    assertThat(((Outcome.Completed) first).variables()).containsEntry("stage", "ACTIVE").containsEntry("tier", "SILVER").containsKeys("nextReviewOn", "renewalOn");
    assertThat(partners.facts(id).stage()).isEqualTo(Stage.ACTIVE);
    assertThat(trail(id)).filteredOn("partner.moved"::equals).hasSize(2);
  }

  @Test
  void whoAsksForAHigherTierIsGrantedTheEntryTierAndEarnsTheRest() {
    PartnerId id = applicant("PLATINUM");

    assertThat(((Outcome.Completed) applicationJobs.registerApplication(new ApplicationJobs.OfPartner(id), job)).variables()).containsEntry("tier", "SILVER");
    assertThat(partners.facts(id).tier()).isEqualTo("SILVER");
    applicationJobs.acceptApplication(new ApplicationJobs.OfPartner(id), job);
    assertThat(((Outcome.Completed) applicationJobs.activate(new ApplicationJobs.OfPartner(id), job)).variables()).containsEntry("tier", "SILVER");
  }

  @Test
  void whoComesBackAfterABreachUnderACloseNameIsRecognized() {
    PartnerId gone = applicant();
    jdbc.sql("UPDATE partner SET stage = 'TERMINATED', stage_reason = 'BREACH', name_key = name_key || ' systems' WHERE id = :id").param("id", gone.value()).update();

    PartnerId back = applicant();

    assertThat(formerPartners.of(back)).extracting(FormerPartners.Former::partnerId).containsExactly(gone.value());
    assertThat(((Outcome.Completed) applicationJobs.registerApplication(new ApplicationJobs.OfPartner(back), job)).variables()).containsEntry("formerEnding", "BREACH");
    jdbc.sql("UPDATE partner SET stage_reason = 'CONVENIENCE' WHERE id = :id").param("id", gone.value()).update();
    assertThat(formerPartners.gravestEnding(back)).as("who parted in peace").isEmpty();
  }

  @Test
  void aClosedApplicationStaysAsItWasClosed() {
    PartnerId id = applicant();

    close(id, "REJECTED", "NOT_APPROVED");
    close(id, "REJECTED", "NOT_APPROVED");
    Outcome later = close(id, "WITHDRAWN", "APPLICANT_WITHDREW");

    assertThat(((Outcome.Completed) later).variables()).containsEntry("stage", "REJECTED");
    assertThat(mails(id)).containsExactly("application-closed");
    assertThat(trail(id)).filteredOn("partner.moved"::equals).hasSize(1);
  }

  @Test
  void aPartnerThatIsBeingTerminatedStaysSoUntilTheProofAlsoWhenItsApplicationIsClosed() {
    PartnerId id = applicant();
    jdbc.sql("UPDATE partner SET stage = 'TERMINATING' WHERE id = :id").param("id", id.value()).update();

    Outcome closed = close(id, "REJECTED", "PARTNER_TERMINATED");

    assertThat(((Outcome.Completed) closed).variables()).containsEntry("stage", "TERMINATING");
    assertThat(partners.facts(id).stage()).isEqualTo(Stage.TERMINATING);
  }

  @Test
  void everyReasonHasAMailOfItsOwn() {
    PartnerId received = applicant();
    applicationJobs.registerApplication(new ApplicationJobs.OfPartner(received), job);
    assertThat(sent("application-received:" + received)).contains("Ann Lee").contains("Work " + word).contains("Silver").doesNotContain("??");
    close(received, "REJECTED", "NOT_APPROVED");

    for (ClosingReason reason : ClosingReason.values()) {
      PartnerId id = applicant();
      close(id, "REJECTED", reason.name());

      assertThat(sent("application-closed:" + id)).as(reason.name()).contains("Work " + word).contains(id.value()).doesNotContain("??").doesNotContain("{0}");
    }
  }

  private String sent(String key) {
    return await().atMost(Duration.ofSeconds(30)).until(() -> jdbc.sql("SELECT subject_line || html_body || text_body FROM mail WHERE key = :key AND state = 'SENT'")
        .param("key", key).query(String.class).optional().orElse(""), text -> !text.isEmpty());
  }

  private Outcome close(PartnerId id, String stage, String reason) {
    return applicationJobs.closeApplication(new ApplicationJobs.CloseApplicationInput(id, stage, reason), job);
  }

  /** In the registry only: no process, so that nobody but the test does the jobs of its onboarding. */
  private PartnerId applicant() {
    return applicant("SILVER");
  }

  private PartnerId applicant(String requested) {
    String name = "Work " + word;
    NewPartner applicant = new NewPartner(name, NameKey.of(name), "DE", null, null, null, null, requested, programs.current().entryTierFor(requested), Set.of("DE"),
        List.of(new NewContact("Ann Lee", "ann@" + word + ".example", "SIGNER")), programs.current().version(), "manager", UUID.randomUUID());
    return transaction.execute(status -> {
      PartnerId id = registration.nextId();
      registration.insert(id, applicant);
      return id;
    });
  }

  private List<String> mails(PartnerId id) {
    return jdbc.sql("SELECT template FROM mail WHERE subject_id = :id ORDER BY id").param("id", id.value()).query(String.class).list();
  }

  private List<String> trail(PartnerId id) {
    return jdbc.sql("SELECT action FROM trail WHERE subject = :id ORDER BY id").param("id", id.value()).query(String.class).list();
  }
}
