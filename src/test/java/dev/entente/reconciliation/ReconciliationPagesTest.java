package dev.entente.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.entente.access.OnOwnTarget;
import dev.entente.access.ResidualAccess;
import dev.entente.ledger.Grant;
import dev.entente.process.UserTask;
import dev.entente.provisioning.TargetSystem.Access;
import dev.entente.reconciliation.ReconciliationRuns.Run;
import dev.entente.reconciliation.ReconciliationRuns.State;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** The reconciliation as people see it, of a target of their own. */
class ReconciliationPagesTest extends OnOwnTarget {

  @Test
  void aWrongFilterTakesNothingAwayAndIsCleanOnceItIsCorrected() throws Exception {
    assertThat(compared().state()).isEqualTo(State.DRY);
    assertThat(send(directory("ou=elsewhere," + BASE, "/targets/" + id).param("version", "1").param("confirmed", "true"), "admin", "ROLE_ADMIN")
        .getRedirectedUrl()).isEqualTo("/targets/" + id);

    Run dry = compared();
    assertThat(dry.state()).isEqualTo(State.DRY);
    assertThat(page("/access/runs/" + dry.id())).contains("have changed since run ", "showed nothing at all", "13 to report").doesNotContain("??");
    assertThat(open()).isEmpty();

    Run held = compared();

    assertThat(held.state()).isEqualTo(State.HELD);
    String page = page("/access/runs/" + held.id());
    assertThat(page).contains("The brake holds this run", "showed nothing at all, but the ledger says that it holds 13 grants", "13 to report", "/targets/" + id,
        "Discard the run").doesNotContain("??", "id=\"reason-foot\"><div class=\"invalid");
    assertThat(page("/access/runs")).contains("Held by the brake", "when the held run is decided").doesNotContain("??");
    assertThat(jdbc.sql("SELECT count(*) FROM mail WHERE key = :key AND recipient = 'compliance@entente.example'")
        .param("key", "reconciliation-held:" + held.id()).query(Long.class).single()).isEqualTo(1);
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(jdbc.sql("SELECT text_body FROM mail WHERE key = :key")
        .param("key", "reconciliation-held:" + held.id()).query(String.class).optional().orElse("")).contains("showed nothing at all", "holds 13 grants"));
    assertThat(open()).isEmpty();
    assertThat(own.list()).hasSize(13);
    assertThat(grants.active(partner)).hasSize(13);
    assertThat(runs.find(begin().orElseThrow())).as("no second run").get().isEqualTo(held);

    for (String action : List.of("/asking", "/release", "/discard")) {
      assertThat(send(post("/access/runs/" + held.id() + action).param("reason", "x"), "auditor", "ROLE_AUDITOR").getStatus()).isEqualTo(403);
    }
    send(directory(BASE, "/targets/" + id).param("version", "2"), "admin", "ROLE_ADMIN");
    send(post("/access/runs/" + held.id() + "/discard"), "compliance", "GROUP_compliance");
    assertThat(compared().state()).isEqualTo(State.DRY);
    Run clean = compared();

    assertThat(clean.state()).isEqualTo(State.DONE);
    assertThat(clean.seen()).isEqualTo(new ReconciliationRuns.Seen(13, 13, 13, 0, 0, 0, 0));
    assertThat(page("/access/runs/" + held.id())).contains("Discarded by compliance");
    assertThat(page("/access/runs/" + clean.id())).contains("Nothing to do").doesNotContain("??");
    assertThat(open()).isEmpty();
    assertThat(trail()).containsSubsequence("reconciliation.held", "reconciliation.discarded", "reconciliation.begun");
  }

  @Test
  void aHeldRunGoesOnByTwoPeopleAndItsFindingsAreSettledByTheirOwner() throws Exception {
    compared();
    for (int foreign = 0; foreign < 6; foreign++) {
      own.grant(orphan("extra-" + foreign));
    }
    own.grant(new Access("X-1", "X-1", "Somebody else", "payroll"));
    Access missing = grants.active(partner).stream().filter(grant -> grant.entitlement().equals("price-list")).findFirst().orElseThrow().access();
    own.revoke(missing);
    Run held = compared();
    assertThat(held.seen()).isEqualTo(new ReconciliationRuns.Seen(20, 13, 12, 8, 1, 0, 0));

    assertThat(send(post("/access/runs/" + held.id() + "/asking").param("reason", " "), "compliance", "GROUP_compliance").getContentAsString())
        .contains("Say why, in at most 500 characters");
    send(post("/access/runs/" + held.id() + "/asking").param("reason", "They moved here"), "compliance", "GROUP_compliance");
    send(post("/access/runs/" + held.id() + "/release"), "compliance", "GROUP_compliance");
    send(post("/access/runs/" + held.id() + "/release"), "admin", "ROLE_ADMIN");
    assertThat(runs.find(held.id()).orElseThrow().state()).as("neither who asked nor who began it").isEqualTo(State.HELD);
    send(post("/access/runs/" + held.id() + "/release"), "legal", "GROUP_legal");
    await().atMost(Duration.ofSeconds(20)).until(() -> runs.find(held.id()).orElseThrow().state() == State.DONE);

    assertThat(page("/access/runs/" + held.id())).contains("Let go on by compliance and legal", "They moved here", "payroll").doesNotContain("??");
    assertThat(page("/access/findings?target=" + id)).contains("nobody granted it", "its owner is asked", "1 to 9 of 9").doesNotContain("??");
    assertThat(page("/access/findings?target=" + id + "&kind=MISSING")).contains("does not hold it", "1 to 1 of 1");
    assertThat(page("/access/findings?target=" + id + "&kind=DRIFTED")).contains("No finding fits");
    assertThat(page("/access/findings/export?target=" + id).lines()).hasSize(10).element(1).asString().contains(id, "compliance");
    assertThat(page("/partners/" + partner + "/findings")).contains("7 findings of the reconciliation are open").doesNotContain("??");

    decide(finding("extra-0"), "\"findingDecision\": \"REMOVE\"");
    decide(finding("extra-1"), "\"findingDecision\": \"ADOPT\", \"findingUntil\": \"" + LocalDate.now(clock).plusDays(200) + "\"");
    decide(finding("price-list"), "\"findingDecision\": \"REGRANT\"");
    decide(finding("payroll"), "\"findingDecision\": \"ACCEPT\", \"findingUntil\": \"" + LocalDate.now(clock).plusDays(30) + "\"");

    assertThat(own.verify(orphan("extra-0"))).isFalse();
    assertThat(own.verify(missing)).isTrue();
    assertThat(grants.active(partner)).filteredOn(grant -> grant.role().equals("extra-1")).singleElement()
        .satisfies(grant -> assertThat(grant.terms().reason()).contains("Adopted by compliance", "Looked at"));
    assertThat(open()).extracting(Finding::role).containsExactlyInAnyOrder("extra-2", "extra-3", "extra-4", "extra-5", "account");
  }

  @Test
  void aRunThatFailedSaysWhatTheTargetAnswered() throws Exception {
    directory.stop();

    Run failed = compared();

    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(page("/access/runs/" + failed.id())).contains("could not be compared", "The target answered: ").doesNotContain("??");
    for (String key : List.of("tooManyRemovals", "tooManyChanges", "brokeOff", "brokenOff", "asWritten")) {
      jdbc.sql("UPDATE reconciliation_run SET problem = :key, problem_args = '{26,25,25,10,300}' WHERE id = :id").param("key", key).param("id", failed.id()).update();
      assertThat(page("/access/runs/" + failed.id())).as(key).doesNotContain("??", "{0}");
    }
  }

  @Test
  void theOwnerOfATargetIsToldOfHeldRunsAndAskedAboutWhatNobodyGranted() throws Exception {
    compared();
    assertThat(send(directory(BASE, "/targets/" + id).param("version", "1").param("owner", "product"), "admin", "ROLE_ADMIN").getRedirectedUrl())
        .isEqualTo("/targets/" + id);
    for (int foreign = 0; foreign < 6; foreign++) {
      own.grant(orphan("extra-" + foreign));
    }
    Access missing = grants.active(partner).stream().filter(grant -> grant.entitlement().equals("price-list")).findFirst().orElseThrow().access();
    own.revoke(missing);
    assertThat(reconciliation.leftovers(partner, id)).filteredOn(left -> left.role().equals("extra-0")).singleElement().extracting(ResidualAccess::owner)
        .isEqualTo("product");

    Run held = compared();
    assertThat(held.state()).isEqualTo(State.HELD);
    assertThat(jdbc.sql("SELECT recipient FROM mail WHERE key = :key").param("key", "reconciliation-held:" + held.id()).query(String.class).list())
        .containsExactly("product@entente.example");
    release(held);

    assertThat(finding("extra-0").owner()).isEqualTo("product");
    assertThat(finding("price-list").owner()).as("what the ledger has granted").isEqualTo("compliance");
    assertThat(page("/access/findings/" + finding("extra-0").id())).contains("<dd>Product</dd>").doesNotContain("??");
    Finding orphan = finding("extra-0");
    send(post("/access/findings/" + orphan.id() + "/asking"), "compliance", "GROUP_compliance");
    UserTask task = await().atMost(Duration.ofSeconds(30)).until(() -> asked(orphan), found -> found != null);
    assertThat(task.candidateGroups()).containsExactly("product");
    assertThat(complete(task, "\"findingDecision\": \"REMOVE\"", "compliance").getStatus()).isEqualTo(403);
    assertThat(complete(task, "\"findingDecision\": \"REMOVE\"", "product").getStatus()).isBetween(200, 204);
    await().atMost(Duration.ofSeconds(30)).until(() -> findings.find(orphan.id()).orElseThrow().state() == Finding.State.CLOSED);
    assertThat(own.verify(orphan("extra-0"))).isFalse();
  }

  @Test
  void whatPeopleChangeByHandIsSaidToBeNotComparable() throws Exception {
    String hand = id + "-hand";
    jdbc.sql("INSERT INTO access_target (id, kind, name, settings, enabled, changed_at, changed_by) VALUES (:id, 'BY_HAND', 'Badges', '{}', true, now(), 'test')")
        .param("id", hand).update();

    assertThat(page("/access/runs")).contains("Badges", "Not comparable: people change it by hand");
    assertThat(send(post("/access/runs").param("target", hand), "admin", "ROLE_ADMIN").getRedirectedUrl()).isEqualTo("/access/runs");
    assertThat(runs.last(hand)).isEmpty();
    assertThat(send(post("/access/runs").param("target", "nowhere"), "admin", "ROLE_ADMIN").getStatus()).isEqualTo(404);
    assertThat(send(post("/access/runs").param("target", id), "auditor", "ROLE_AUDITOR").getStatus()).isEqualTo(403);
    assertThat(page("/access/findings/999999999999", 404)).doesNotContain("??");
  }

  @Test
  void aGrantIsReviewedAndRevokedOnItsPage() throws Exception {
    Grant grant = grants.active(partner).get(0);
    jdbc.sql("UPDATE access_grant SET review_on = current_date, review_asked_at = now() WHERE id = :id").param("id", grant.id()).update();
    String path = "/access/grants/" + grant.id();
    assertThat(page(path)).contains("Sent to the target", "Seen in the target", "Partner management", "Still needed", "To be reviewed").doesNotContain("??");
    assertThat(page("/access?partner=" + partner)).contains(path).doesNotContain("??");
    for (String action : List.of("/review", "/revocation")) {
      assertThat(send(post(path + action).param("reason", "x"), "auditor", "ROLE_AUDITOR").getStatus()).isEqualTo(403);
      assertThat(send(post(path + action), "compliance", "GROUP_compliance").getContentAsString()).contains("Say why, in at most 500 characters");
    }

    send(post(path + "/review").param("reason", "Used every week"), "compliance", "GROUP_compliance");
    assertThat(page(path)).contains("Reviewed: still needed", "Used every week").doesNotContain("To be reviewed");
    send(post(path + "/revocation").param("reason", "Used no more"), "compliance", "GROUP_compliance");

    assertThat(own.verify(grant.access())).isFalse();
    assertThat(page(path)).contains("Seen to be gone", "Used no more", "Revoked").doesNotContain("Still needed</button>", "??");
  }

  /** Its owner is asked, sees it beside the task, and decides. */
  private void decide(Finding finding, String decision) throws Exception {
    send(post("/access/findings/" + finding.id() + "/asking"), "compliance", "GROUP_compliance");
    UserTask task = await().atMost(Duration.ofSeconds(30)).until(() -> asked(finding), found -> found != null);
    assertThat(page("/access/findings/asked?instance=" + task.processInstanceKey())).contains("/access/findings/" + finding.id(), finding.role()).doesNotContain("??");
    assertThat(page("/access/findings/" + finding.id())).contains("/processes/instances/" + task.processInstanceKey(), "Owner asked").doesNotContain("??");
    assertThat(page("/tasks/" + task.key())).contains("/access/findings/asked?instance=" + task.processInstanceKey()).doesNotContain("??");

    MockHttpServletResponse answer = complete(task, decision, "compliance");
    assertThat(answer.getStatus()).as(answer.getContentAsString()).isBetween(200, 204);
    await().atMost(Duration.ofSeconds(30)).until(() -> findings.find(finding.id()).orElseThrow().state() != Finding.State.OPEN);
  }
}
