package dev.entente.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Member;
import dev.entente.provisioning.TargetSystem.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

class ScimTargetTest {

  private static final String PARTNER = "P-10001";
  private static final Access EDITOR = new Access(PARTNER, "ann@example.com", "Ann Lee", "editor");
  private static final Access ACCOUNT = new Access(PARTNER, "ann@example.com", "Ann Lee", TargetSystem.ACCOUNT);

  private final TestScimService service = new TestScimService();
  private final TargetSystem target = target(Map.of());

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void givesAUserAndAMembershipOnceAndTakesOnlyTheMembership() {
    String id = target.grant(EDITOR);

    assertThat(target.grant(EDITOR)).isEqualTo(id);
    assertThat(service.users().all()).singleElement().satisfies(user -> {
      assertThat(user.getUserName()).contains("ann@example.com");
      assertThat(user.isActive()).contains(true);
    });
    assertThat(service.groups().all()).singleElement().satisfies(group -> assertThat(group.getMembers()).hasSize(1));
    assertThat(target.verify(EDITOR)).isTrue();
    assertThat(target.list()).containsExactlyInAnyOrder(ACCOUNT, EDITOR);

    target.revoke(EDITOR);
    target.revoke(EDITOR);
    assertThat(target.verify(EDITOR)).isFalse();
    assertThat(target.verify(ACCOUNT)).isTrue();
  }

  @Test
  void removingAnAccountLeavesNothingAndAUserThatIsGoneIsGone() {
    target.grant(EDITOR);
    service.users().remove(service.users().all().get(0).getId().orElseThrow());

    target.revoke(EDITOR);
    target.revoke(ACCOUNT);
    assertThat(target.verify(ACCOUNT)).isFalse();

    target.grant(EDITOR);
    target.revoke(ACCOUNT);
    assertThat(service.users().all()).isEmpty();
    assertThat(target.list()).isEmpty();
  }

  @Test
  void anAccountWhoseMarkWasOverwrittenIsFoundByItsId() {
    target.grant(ACCOUNT);
    String id = target.stableId(ACCOUNT).orElseThrow();
    service.users().all().forEach(user -> user.setExternalId("hr-4711"));

    assertThat(target.list()).as("it is not listed as ours").isEmpty();
    assertThat(target.locate(id)).isPresent();
    service.users().remove(id);
    assertThat(target.locate(id)).isEmpty();
  }

  @Test
  void whereUsersAreKeptTheyAreDeactivatedAndComeBackAsTheSame() {
    TargetSystem keeping = target(Map.of("removal", "deactivate"));
    String user = keeping.grant(ACCOUNT);
    keeping.grant(EDITOR);

    keeping.revoke(ACCOUNT);

    assertThat(service.users().all()).singleElement().satisfies(kept -> assertThat(kept.isActive()).contains(false));
    assertThat(keeping.list()).isEmpty();
    assertThat(keeping.grant(ACCOUNT)).isEqualTo(user);
    assertThat(keeping.list()).containsExactly(ACCOUNT);
  }

  @Test
  void aDisabledAccountCantBeUsedButIsStillListed() {
    target.grant(EDITOR);

    assertThat(target.disabled()).isEmpty();
    assertThat(target.disable(ACCOUNT)).isTrue();
    assertThat(target.disabled()).containsExactly(ACCOUNT);
    assertThat(target.disable(EDITOR)).as("a role is no account").isFalse();
    assertThat(target.verify(ACCOUNT)).isFalse();
    assertThat(target.verify(EDITOR)).isFalse();
    assertThat(target.list()).containsExactlyInAnyOrder(ACCOUNT, EDITOR);

    target.grant(ACCOUNT);
    assertThat(target.verify(EDITOR)).isTrue();
  }

  @Test
  void listsMoreThanAThousandUsersPageByPage() {
    for (int number = 0; number < 1203; number++) {
      service.users().createResource(User.builder().userName("u" + number + "@example.com").externalId("entente:P-2:u" + number + "@example.com").build(), null);
    }
    assertThat(target.list()).hasSize(1203);
    assertThat(service.requests()).filteredOn("GET /Users"::equals).hasSizeGreaterThan(20);
  }

  @Test
  void usersThatSomebodyElseMadeAreLeftAlone() {
    service.users().createResource(User.builder().userName("ann@example.com").active(true).build(), null);

    assertThatThrownBy(() -> target.grant(ACCOUNT)).isInstanceOf(TargetRefused.class).hasMessageContaining("entente:P-10001:ann@example.com");
    target.revoke(ACCOUNT);
    assertThat(target.disable(ACCOUNT)).isFalse();

    assertThat(service.users().all()).singleElement().satisfies(user -> assertThat(user.isActive()).contains(true));
    assertThat(target.list()).isEmpty();
  }

  @Test
  void aRoleIsGoneOnlyWhenItIsGoneFromAllGroupsOfTheName() {
    String user = target.grant(ACCOUNT);
    for (int twin = 0; twin < 2; twin++) {
      service.groups().createResource(Group.builder().displayName("editor").members(List.of(Member.builder().value(user).build())).build(), null);
    }
    target.revoke(EDITOR);
    assertThat(target.verify(EDITOR)).isFalse();
    assertThat(target.list()).containsExactly(ACCOUNT);
  }

  @Test
  void namesCantReachBeyondTheirPlace() {
    Access nasty = new Access(PARTNER, "x\" or userName pr or \\\"@example.com", "X & <Y> \"Z\" ü", "ro/le\"?x=1&filter");
    target.grant(ACCOUNT);
    target.grant(nasty);

    assertThat(target.verify(nasty)).isTrue();
    assertThat(target.list()).contains(nasty);
    target.revoke(new Access(PARTNER, nasty.holder(), nasty.displayName(), TargetSystem.ACCOUNT));
    assertThat(target.list()).containsExactly(ACCOUNT);
  }

  @Test
  void manyAtOnceAreAllMembersThoughEachChangesTheSameGroup() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<String>> work = new ArrayList<>();
      for (int number = 0; number < 12; number++) {
        Access access = new Access(PARTNER, "u" + number + "@example.com", "U", "editor");
        work.add(() -> untilTaken(() -> target.grant(access)));
      }
      for (Future<String> done : threads.invokeAll(work)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(target.list()).filteredOn(access -> access.role().equals("editor")).hasSize(12);
  }

  @Test
  void aServiceThatFailsAtRandomEndsUpAsAsked() {
    Random random = new Random(7);
    service.fail(request -> random.nextInt(3) == 0);
    untilTaken(() -> target.grant(EDITOR));
    untilTaken(() -> {
      target.revoke(ACCOUNT);
      return true;
    });
    service.fail(request -> false);

    assertThat(service.users().all()).isEmpty();
    assertThat(target.list()).isEmpty();
  }

  @Test
  void aServiceThatHangsIsGivenUp() {
    TargetSystem impatient = target(Map.of("timeout", "1"));
    service.hang(request -> true);
    Instant begin = Instant.now();

    assertThatThrownBy(() -> impatient.verify(ACCOUNT)).isInstanceOf(TargetUnavailable.class).hasMessageContaining("1000 ms");
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void aWrongTokenAndADeadServiceAreTroubleAndNotEmptiness() {
    ScimTargets factory = new ScimTargets(new TargetNetwork(true), new Secrets(new MockEnvironment().withProperty("ENTENTE_TARGET_TOKEN", "wrong")), JsonMapper.builder().build());
    TargetSystem stranger = factory.build(row(service.url(), Map.of()));
    assertThatThrownBy(stranger::list).isInstanceOf(TargetUnavailable.class).hasMessageContaining("secret").hasMessageNotContaining("wrong");

    service.stop();
    assertThatThrownBy(target::list).isInstanceOf(TargetUnavailable.class);
    assertThat(target.test().isGood()).isFalse();
  }

  @Test
  void theTokenGoesOverHttpsOrStaysOnThisMachine() {
    for (String url : List.of("http://scim.example.com/v2", "http://127.0.0.1.example.com", "ftp://x", "https://user:pw@x", "nonsense", "http://10.0.0.1")) {
      assertThatThrownBy(() -> factory().build(row(url, Map.of()))).as(url).isInstanceOfSatisfying(SettingRefused.class,
          refused -> assertThat(refused.setting()).isEqualTo("url"));
    }
    assertThat(factory().build(row("https://scim.example.com/v2/", Map.of())).id()).isEqualTo("scim");
    assertThat(factory().build(row("http://localhost:1/v2", Map.of())).id()).isEqualTo("scim");
  }

  private static String untilTaken(Callable<?> call) {
    for (int attempt = 0; attempt < 60; attempt++) {
      try {
        return String.valueOf(call.call());
      } catch (TargetUnavailable again) {
        // as a job does
      } catch (Exception unexpected) {
        throw new AssertionError(unexpected);
      }
    }
    throw new AssertionError("never taken");
  }

  private TargetSystem target(Map<String, String> more) {
    return factory().build(row(service.url(), more));
  }

  private static ScimTargets factory() {
    return new ScimTargets(new TargetNetwork(true), new Secrets(new MockEnvironment().withProperty("ENTENTE_TARGET_TOKEN", TestScimService.TOKEN)), JsonMapper.builder().build());
  }

  private static Target row(String url, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(Map.of("url", url, "token", "ENTENTE_TARGET_TOKEN"));
    settings.putAll(more);
    return new Target("scim", TargetKind.SCIM, "SCIM", null, settings, true, 1, Instant.EPOCH, "test");
  }
}
