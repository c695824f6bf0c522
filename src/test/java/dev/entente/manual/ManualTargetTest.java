package dev.entente.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import dev.entente.EntenteTest;
import dev.entente.access.Planning;
import dev.entente.access.TestPartners;
import dev.entente.ledger.Grant.State;
import dev.entente.ledger.Grant;
import dev.entente.ledger.GrantOrder.Holder;
import dev.entente.ledger.GrantOrder.Place;
import dev.entente.ledger.GrantOrder;
import dev.entente.ledger.Granting.Result.NotGranted;
import dev.entente.ledger.Granting.Result.Pending;
import dev.entente.ledger.Granting;
import dev.entente.ledger.Grants;
import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Processes;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import dev.entente.program.Programs;
import dev.entente.provisioning.TargetSystem.Access;
import dev.entente.provisioning.Targets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

@EntenteTest
class ManualTargetTest {

  private static final String TARGET = "wiki-by-hand";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Autowired JdbcClient jdbc;
  @Autowired Programs programs;
  @Autowired Planning planning;
  @Autowired Granting granting;
  @Autowired Revoking revoking;
  @Autowired Grants grants;
  @Autowired Targets targets;
  @Autowired ManualTasks works;
  @Autowired UserTasks tasks;
  @Autowired Processes processes;
  @Autowired TransactionTemplate transaction;
  @Autowired WebApplicationContext context;

  private final JobContext job = new JobContext(1, 8_200_000L + System.nanoTime() % 100_000, 1, "partner-onboarding", "task_grantEntitlement", 3);
  private PartnerId partner;
  private GrantOrder order;

  @BeforeEach
  void aTargetThatOnlyPeopleCanChange() {
    jdbc.sql("""
            INSERT INTO access_target (id, kind, name, changed_by, settings) VALUES (:id, 'BY_HAND', 'Wiki', 'test',
              '{"group": "legal", "giveText": "Invite {name} ({holder}) as {role} of {partner}.", "takeText": "Remove {holder}.", "proof": "optional"}')
            ON CONFLICT DO NOTHING
            """).param("id", TARGET).update();
    partner = new TestPartners(jdbc, programs).onboarding("SILVER");
    GrantOrder usual = planning.entitlement(partner, "price-list", job).get(0);
    order = new GrantOrder(partner, Grant.Kind.ENTITLEMENT, "wiki", "Wiki", new Place(TARGET, "editor"),
        new Holder("ann@example.com", "Ann {role} Lee"), usual.terms(), usual.origin());
  }

  @Test
  void aGrantWaitsForItsPersonAndIsActiveOnceConfirmed() {
    assertThat(granting.grant(order, false)).isInstanceOf(Pending.class);
    assertThat(granting.grant(order, true)).as("waiting is no failure, not even at the last attempt").isInstanceOf(Pending.class);
    assertThat(state()).isEqualTo(State.REQUESTED);
    assertThat(held()).isEmpty();

    UserTask task = task("task_giveByHand");
    assertThat(task.candidateGroups()).containsExactly("legal");
    assertThat(open()).singleElement().satisfies(work ->
        assertThat(work.instructions()).isEqualTo("Invite Ann {role} Lee (ann@example.com) as editor of " + partner + "."));
    tasks.complete(task.key(), Map.of("workOutcome", "DONE"));

    await().atMost(PATIENCE).until(() -> state() == State.ACTIVE);
    assertThat(held()).singleElement().extracting(Access::role).isEqualTo("editor");
    assertThat(open()).isEmpty();
  }

  @Test
  void whatCantBeGivenFailsAndIsAskedAnewWhenAskedAgain() {
    granting.grant(order, false);
    tasks.complete(task("task_giveByHand").key(), Map.of("workOutcome", "NOT_POSSIBLE", "workComment", "The wiki is full"));

    await().atMost(PATIENCE).until(() -> state() == State.FAILED);
    assertThat(grants.ofPartner(partner, 0, 5).get(0)).satisfies(grant -> {
      assertThat(grant.failure()).contains("The wiki is full");
      assertThat(grant.leftover()).isFalse();
    });
    assertThat(granting.grant(order, false)).isInstanceOf(Pending.class);
    assertThat(open()).hasSize(1);
  }

  @Test
  void aRevocationIsInHandUntilSomebodyConfirmsIt() {
    given();
    Grant grant = grants.active(partner).get(0);

    assertThat(revoking.revoke(grant, "leaves", Origin.of(job))).isEqualTo(Revoking.Result.IN_HAND);
    assertThat(revoking.revoke(grant, "leaves", Origin.of(job))).isEqualTo(Revoking.Result.IN_HAND);
    assertThat(held()).as("nothing is gone until somebody has said so").hasSize(1);

    tasks.complete(task("task_takeByHand").key(), Map.of("workDone", true));

    await().atMost(PATIENCE).until(() -> state() == State.REVOKED);
    assertThat(held()).isEmpty();
  }

  @Test
  void aRevocationThatOvertakesAGrantAsksToMakeSure() {
    granting.grant(order, false);
    task("task_giveByHand");

    revoking.revokeAll(partner, "leaves", Origin.of(job));

    await().atMost(PATIENCE).until(() -> tasks.ofBusinessId(partner.value()).stream().map(UserTask::elementId).toList(), List.of("task_takeByHand")::equals);
    assertThat(open()).singleElement().satisfies(work -> assertThat(work.instructions()).isEqualTo("Remove ann@example.com."));
    tasks.complete(task("task_takeByHand").key(), Map.of("workDone", true));
    await().atMost(PATIENCE).until(() -> state() == State.REVOKED);
    assertThat(granting.grant(order, false)).as("the process is granted nothing any more").isInstanceOf(NotGranted.class);
  }

  @Test
  void aTerminationWithdrawsWhatWasToBeGiven() {
    granting.grant(order, false);
    task("task_giveByHand");

    transaction.executeWithoutResult(status -> processes.publish("partner-terminated", partner.value(), Map.of()));
    await().atMost(PATIENCE).until(() -> open().isEmpty());
  }

  /** The message waits in the engine for days, and other processes of the partner get one each. */
  @Test
  void aTerminationNeverWithdrawsWhatIsToBeTaken() {
    given();
    transaction.executeWithoutResult(status -> processes.publish("partner-terminated", partner.value(), Map.of()));
    revoking.revoke(grants.active(partner).get(0), "terminated", Origin.of(job));
    UserTask taking = task("task_takeByHand");
    transaction.executeWithoutResult(status -> processes.publish("partner-terminated", partner.value(), Map.of()));

    revoking.revokeAll(partner, "terminated", Origin.of(job));
    assertThat(task("task_takeByHand").key()).as("asked once").isEqualTo(taking.key());
    assertThat(open()).hasSize(1);
    tasks.complete(taking.key(), Map.of("workDone", true));
    await().atMost(PATIENCE).until(() -> state() == State.REVOKED);
  }

  @Test
  void whereProofIsAskedForNothingIsTakenAsDoneWithoutIt() throws Exception {
    jdbc.sql("""
            UPDATE access_target SET settings = jsonb_set(settings, '{proof}', '"required"'), version = version + 1 WHERE id = :id
            """).param("id", TARGET).update();
    try {
      granting.grant(order, false);
    } finally {
      jdbc.sql("""
              UPDATE access_target SET settings = jsonb_set(settings, '{proof}', '"optional"'), version = version + 1 WHERE id = :id
              """).param("id", TARGET).update();
    }
    long first = task("task_giveByHand").key();
    tasks.complete(first, Map.of("workOutcome", "DONE"));
    UserTask again = await().atMost(PATIENCE).until(() -> task("task_giveByHand"), task -> task.key() != first);
    assertThat(state()).isEqualTo(State.REQUESTED);

    long work = open().get(0).id();
    MockMvc mvc = MockMvcBuilders.webAppContextSetup(context).apply(SecurityMockMvcConfigurers.springSecurity()).build();
    MockMultipartFile proof = new MockMultipartFile("file", "../../proof.txt", "text/html", "The wiki lists ann@example.com".getBytes(StandardCharsets.UTF_8));
    assertThat(upload(mvc, work, proof, "GROUP_finance").getStatus()).isEqualTo(403);
    assertThat(upload(mvc, work, proof, "GROUP_legal", "ROLE_AUDITOR").getStatus()).isEqualTo(403);
    MockMultipartFile program = new MockMultipartFile("file", "proof.pdf", "application/pdf", new byte[] {0x7f, 'E', 'L', 'F', 0, 1});
    assertThat(upload(mvc, work, program, "GROUP_legal").getContentAsString()).contains("The file was not kept").doesNotContain("??");
    assertThat(upload(mvc, work, proof, "GROUP_legal").getContentAsString()).contains("proof.txt", "Invite Ann").doesNotContain("not kept", "still missing", "??");

    tasks.complete(again.key(), Map.of("workOutcome", "DONE"));
    await().atMost(PATIENCE).until(() -> state() == State.ACTIVE);
    assertThat(upload(mvc, work, proof, "GROUP_legal").getStatus()).as("has ended").isEqualTo(403);
  }

  private static MockHttpServletResponse upload(MockMvc mvc, long work, MockMultipartFile file, String... authorities) throws Exception {
    return mvc.perform(multipart("/work/" + work + "/files").file(file).with(csrf()).with(user("somebody").authorities(
        Stream.concat(Stream.of("ROLE_APPROVER"), Stream.of(authorities)).map(SimpleGrantedAuthority::new).toList()))).andReturn().getResponse();
  }

  private void given() {
    granting.grant(order, false);
    tasks.complete(task("task_giveByHand").key(), Map.of("workOutcome", "DONE"));
    await().atMost(PATIENCE).until(() -> state() == State.ACTIVE);
  }

  private UserTask task(String element) {
    return await().atMost(PATIENCE).until(() -> tasks.ofBusinessId(partner.value()).stream().filter(task -> task.elementId().equals(element)).findFirst(),
        Optional::isPresent).orElseThrow();
  }

  private State state() {
    return grants.ofPartner(partner, 0, 5).get(0).state();
  }

  private List<Access> held() {
    return targets.get(TARGET).list().stream().filter(access -> access.partnerId().equals(partner.value())).toList();
  }

  private List<ManualTask> open() {
    return works.ofPartner(partner.value(), null, 10);
  }
}
