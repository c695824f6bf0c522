package dev.entente.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.entente.EntenteTest;
import dev.entente.ledger.Grant;
import dev.entente.ledger.Grants;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.TestProcesses;
import dev.entente.program.Programs;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/** Whoever is reinstated has what it ought to have on that day, whatever it had when it was suspended. */
@EntenteTest
class ReinstatementTest {

  @Autowired WebApplicationContext context;
  @Autowired JdbcClient jdbc;
  @Autowired Partners partners;
  @Autowired Programs programs;
  @Autowired Grants grants;
  @Autowired Suspending suspending;
  @Autowired Clock clock;
  private TestAccess access;
  private PartnerId partner;

  @BeforeEach
  void aSuspendedPartner() {
    new TestProcesses(context);
    access = new TestAccess(context);
    partner = access.active("GOLD");
    suspending.suspend(partner, "An alert", "manager");
    await().atMost(Duration.ofSeconds(30)).until(() -> grants.toRevoke(partner).isEmpty());
  }

  @Test
  void whatItOughtToHaveIsGivenAgainAndNothingElse() {
    reinstate();

    assertThat(access.holders(partner, "beta-downloads")).hasSize(2);
    assertThat(rights()).contains("license " + partner, "lead-sharing " + partner);
    assertThat(restores()).containsOnly("RESTORED");
  }

  @Test
  void aLeaverGetsNothingAndWhoHasJoinedGetsWhatTheOthersGet() {
    jdbc.sql("UPDATE contact SET left_at = now() WHERE partner_id = :id AND name LIKE 'Bob%'").param("id", partner.value()).update();
    jdbc.sql("INSERT INTO contact (partner_id, name, email, role) VALUES (:id, 'Eve Moss', :email, 'SALES')")
        .param("id", partner.value()).param("email", "eve." + partner + "@example.com").update();

    reinstate();

    String eve = "eve." + partner.value().toLowerCase() + "@example.com";
    String ann = "ann." + partner.value().toLowerCase() + "@example.com";
    assertThat(access.holders(partner, "beta-downloads")).containsExactly(ann, eve);
    assertThat(rights()).contains("directory-account " + eve).noneMatch(right -> right.contains("bob."));
    assertThat(restores()).contains("NOT_DUE").doesNotContain("NOT_YET", "REFUSED");
  }

  @Test
  void whoIsInAnotherTierByNowGetsWhatThatOneGives() {
    partners.changeTier(partner, "SILVER", "system", null);

    reinstate();

    assertThat(access.holders(partner, "beta-downloads")).isEmpty();
    assertThat(access.holders(partner, "support-desk")).hasSize(2);
    assertThat(grants.active(partner)).filteredOn(grant -> grant.kind() == Grant.Kind.LICENSE).extracting(Grant::role).containsExactly("SILVER");
  }

  @Test
  void anExceptionThatIsOverMeanwhileIsNotGivenAgain() {
    reinstate();
    exception("IN_FORCE");
    suspendAgain();
    reinstate();
    assertThat(access.holders(partner, "roadmap")).as("in force").hasSize(2);

    suspendAgain();
    exception("ENDED");
    reinstate();

    assertThat(access.holders(partner, "roadmap")).isEmpty();
    assertThat(access.holders(partner, "beta-downloads")).hasSize(2);
  }

  @Test
  void whoSuspendsWhileAccessIsBeingGivenAgainIsHeard() {
    suspending.ask(partner, "False alarm", "manager");
    assertThat(suspending.reinstate(partner, "carla").refused()).isFalse();

    assertThat(suspending.suspend(partner, "It was none", "manager").refused()).isFalse();

    await().atMost(Duration.ofSeconds(30)).until(() -> jdbc.sql("SELECT state FROM access_suspension WHERE partner_id = :id ORDER BY id DESC LIMIT 1")
        .param("id", partner.value()).query(String.class).single().equals("SUSPENDED"));
    assertThat(grants.toRevoke(partner)).isEmpty();
    assertThat(access.holders(partner, "beta-downloads")).isEmpty();
  }

  private void suspendAgain() {
    suspending.suspend(partner, "An alert", "manager");
    await().atMost(Duration.ofSeconds(30)).until(() -> grants.toRevoke(partner).isEmpty());
  }

  private void reinstate() {
    suspending.ask(partner, "False alarm", "manager");
    assertThat(suspending.reinstate(partner, "carla").refused()).isFalse();
    await().atMost(Duration.ofSeconds(30)).until(() -> jdbc.sql("SELECT count(*) FROM access_suspension WHERE partner_id = :id AND state <> 'REINSTATED'")
        .param("id", partner.value()).query(Long.class).single() == 0);
  }

  private void exception(String state) {
    jdbc.sql("DELETE FROM partner_exception WHERE partner_id = :id").param("id", partner.value()).update();
    jdbc.sql("""
            INSERT INTO partner_exception (partner_id, kind, scope, days, reason, owner, requested_by, requested_at, state, starts_at, ends_at)
            VALUES (:id, 'EARLY_ACCESS', 'roadmap', 30, 'A pilot', 'product', 'manager', :from, :state, :from, :until)
            """)
        .param("id", partner.value()).param("state", state)
        .param("from", OffsetDateTime.now(clock).minusDays(1)).param("until", OffsetDateTime.now(clock).plusDays(20)).update();
  }

  private List<String> rights() {
    return grants.active(partner).stream().map(grant -> grant.entitlement() + " " + grant.holder()).toList();
  }

  private List<String> restores() {
    return jdbc.sql("SELECT DISTINCT restore FROM access_suspension_item i JOIN access_suspension s ON s.id = i.suspension_id WHERE s.partner_id = :id")
        .param("id", partner.value()).query(String.class).list();
  }
}
