package dev.entente.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.entente.access.OnOwnTarget;
import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.Targets;
import dev.entente.reconciliation.Comparison;
import dev.entente.reconciliation.PlannedAction;
import dev.entente.reconciliation.PlannedActions;
import dev.entente.reconciliation.ReconciliationRunner;
import dev.entente.reconciliation.ReconciliationRuns.Run;
import dev.entente.reconciliation.ReconciliationRuns.State;
import dev.entente.reconciliation.RunProblem;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What the reconciliation makes of a target that somebody sets up otherwise. */
class TargetChangeImpactTest extends OnOwnTarget {

  private static final String ELSEWHERE = "ou=elsewhere," + BASE;

  @Autowired ReconciliationRunner reconciling;
  @Autowired Comparison comparison;
  @Autowired PlannedActions changes;
  @Autowired Targets targets;

  @Test
  void whatAChangedTargetWouldLoseIsShownOnceAndDoneByTheNextRun() throws Exception {
    assertThat(page("/access/runs/" + compared().id())).contains("The first run of a target is dry").doesNotContain("??");
    foreign(1);
    Run before = compared();
    assertThat(before.state()).isEqualTo(State.DONE);
    longDisabled();
    TargetSystem elsewhere = elsewhere();
    change(directory(ELSEWHERE, "/targets/" + id));

    Run dry = compared();

    assertThat(dry.state()).isEqualTo(State.DRY);
    assertThat(dry.problem()).as("the brake would have let it pass").isNull();
    assertThat(changes.counts(dry.id())).containsOnlyKeys(PlannedAction.Action.DELETE);
    assertThat(page("/access/runs/" + dry.id())).contains("have changed since run " + before.id() + ", so this run is dry", "1 to take away").doesNotContain("??");
    assertThat(elsewhere.verify(orphan("extra-0"))).isTrue();
    assertThat(open()).hasSize(1);

    assertThat(compared().state()).isEqualTo(State.DONE);
    assertThat(elsewhere.verify(orphan("extra-0"))).isFalse();
    assertThat(own.verify(orphan("extra-0"))).as("where it is not looked any more").isTrue();
  }

  @Test
  void aMistakeThatWouldTakeAwayEverythingForeignTakesNothing() throws Exception {
    compared();
    foreign(5);
    assertThat(compared().state()).isEqualTo(State.DONE);
    longDisabled();
    TargetSystem elsewhere = elsewhere();
    change(directory(ELSEWHERE, "/targets/" + id));

    Run dry = compared();
    Run held = compared();

    assertThat(dry.state()).isEqualTo(State.DRY);
    assertThat(page("/access/runs/" + dry.id())).contains("It would take away 5 times", "5 to take away").doesNotContain("??");
    assertThat(held.state()).isEqualTo(State.HELD);
    assertThat(elsewhere.list()).hasSize(18);
    assertThat(own.list()).hasSize(18);
    assertThat(grants.active(partner)).hasSize(13);
  }

  @Test
  void aNameAnOwnerAndASwitchAreNoSettings() throws Exception {
    compared();
    change(directory(BASE, "/targets/" + id).param("name", "All of staff").param("owner", "product"));
    change(directory(BASE, "/targets/" + id).param("setting.startTls", "no").param("setting.flavor", "standard").param("setting.timeout", "5"));
    change(post("/targets/" + id + "/switch").param("enabled", "false").param("confirmed", "true"));
    change(post("/targets/" + id + "/switch").param("enabled", "true"));

    assertThat(compared().state()).isEqualTo(State.DONE);
  }

  @Test
  void aRunThatCouldNotReadIsNoRehearsal() throws Exception {
    compared();
    change(post("/targets/" + id).param("name", "Staff").param("setting.url", "ldap://127.0.0.1:1").param("setting.baseDn", BASE));
    assertThat(compared().state()).isEqualTo(State.FAILED);
    change(directory(BASE, "/targets/" + id).param("setting.timeout", "6"));

    assertThat(compared().state()).isEqualTo(State.DRY);
    assertThat(compared().state()).isEqualTo(State.DONE);
  }

  @Test
  void aHeldRunOfOtherSettingsIsNeitherAskedForNorReleased() throws Exception {
    compared();
    foreign(6);
    Run held = compared();
    assertThat(held.state()).isEqualTo(State.HELD);
    String path = "/access/runs/" + held.id();
    assertThat(page(path)).contains("Ask to let it go on").doesNotContain("it must not go on");
    change(directory(BASE, "/targets/" + id).param("setting.timeout", "6"));
    assertThat(refusal(post(path + "/asking").param("reason", "They are known"), "compliance")).isEqualTo("access.run.outdated");
    change(directory(BASE, "/targets/" + id));
    assertThat(refusal(post(path + "/asking").param("reason", "They are known"), "compliance")).as("set up as it was").isNull();
    assertThat(page(path)).contains("They are known");

    change(directory(ELSEWHERE, "/targets/" + id));
    assertThat(refusal(post(path + "/release"), "legal")).isEqualTo("access.run.outdated");

    assertThat(runs.find(held.id()).orElseThrow().state()).isEqualTo(State.HELD);
    assertThat(page(path)).contains("it must not go on. Discard it", "Discard the run").doesNotContain("/release", "??");
    assertThat(open()).isEmpty();
    send(post(path + "/discard"), "legal", "GROUP_legal");
    Run again = compared();
    assertThat(again.state()).isEqualTo(State.DRY);
    assertThat(page("/access/runs/" + again.id())).contains("have changed since run " + held.id());
  }

  @Test
  void aRunThatIsBeingCarriedOutStopsWithTheSettingsItWasComparedWith() throws Exception {
    compared();
    foreign(1);
    Run run = reconciling.begin(targets.get(id), "system").orElseThrow();
    comparison.read(run, targets.get(id));
    assertThat(comparison.plan(run)).isEmpty();
    assertThat(runs.move(run.id(), State.RUNNING, State.APPLYING, null)).isTrue();
    change(directory(ELSEWHERE, "/targets/" + id));

    reconciling.resume(targets.get(id), OffsetDateTime.now(clock).plusMinutes(1));

    assertThat(runs.find(run.id()).orElseThrow()).satisfies(stopped -> {
      assertThat(stopped.state()).isEqualTo(State.FAILED);
      assertThat(stopped.problem()).isEqualTo(RunProblem.of("outdated"));
    });
    assertThat(page("/access/runs/" + run.id())).contains("The run was stopped before its end", "What was left to do was not done").doesNotContain("??");
    assertThat(open()).isEmpty();
    assertThat(compared().state()).isEqualTo(State.DRY);
  }

  /** Another place that holds all that this one does. */
  private TargetSystem elsewhere() throws Exception {
    directory.server().add("dn: " + ELSEWHERE, "objectClass: organizationalUnit", "ou: elsewhere");
    TargetSystem elsewhere = directory.target(id, ELSEWHERE);
    own.list().forEach(elsewhere::grant);
    return elsewhere;
  }

  private void foreign(int number) {
    for (int foreign = 0; foreign < number; foreign++) {
      own.grant(orphan("extra-" + foreign));
    }
  }

  private void longDisabled() {
    jdbc.sql("UPDATE access_finding SET stage = 'DISABLED', stage_since = now() - interval '90 days' WHERE target = :id").param("id", id).update();
  }

  private void change(MockHttpServletRequestBuilder change) throws Exception {
    String version = jdbc.sql("SELECT version FROM access_target WHERE id = :id").param("id", id).query(String.class).single();
    assertThat(send(change.param("version", version).param("confirmed", "true"), "admin", "ROLE_ADMIN").getRedirectedUrl()).isEqualTo("/targets/" + id);
  }

  /** What the page says afterwards; null where it was done. */
  private Object refusal(MockHttpServletRequestBuilder request, String group) throws Exception {
    return mvc.perform(request.with(user(group).authorities(AuthorityUtils.createAuthorityList("ROLE_APPROVER", "GROUP_" + group))).with(csrf()))
        .andReturn().getFlashMap().get("problem");
  }
}
