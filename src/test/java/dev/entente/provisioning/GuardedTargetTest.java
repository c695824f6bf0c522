package dev.entente.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.EntenteTest;
import dev.entente.provisioning.TargetStates.TargetState;
import dev.entente.provisioning.TargetSystem.Access;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

@EntenteTest
class GuardedTargetTest {

  private static final Access ACCOUNT = new Access("P-10001", "ann@example.com", "Ann Lee", TargetSystem.ACCOUNT);

  @Autowired TargetStates states;
  @Autowired JdbcClient jdbc;

  private final String id = "guarded-" + UUID.randomUUID().toString().substring(0, 8);
  private final TestScimService service = new TestScimService();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Clock clock = new Clock() {
    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  };
  private GuardedTarget target;

  @BeforeEach
  void guard() {
    jdbc.sql("INSERT INTO access_target (id, kind, name, changed_by) VALUES (:id, 'SCIM', 'Guarded', 'test')").param("id", id).update();
    Target row = new Target(id, TargetKind.SCIM, "Guarded", null, Map.of("url", service.url(), "token", "ENTENTE_TARGET_TOKEN", "timeout", "1"), true, 1, Instant.EPOCH, "test");
    Secrets secrets = new Secrets(new MockEnvironment().withProperty("ENTENTE_TARGET_TOKEN", TestScimService.TOKEN));
    target = new GuardedTarget(new ScimTargets(new TargetNetwork(true), secrets, JsonMapper.builder().build()).build(row), "", states, clock);
  }

  @AfterEach
  void close() {
    service.close();
    jdbc.sql("DELETE FROM access_target WHERE id = :id").param("id", id).update();
  }

  @Test
  void troubleThatPassesIsNotNoticedByTheCaller() {
    AtomicInteger failures = new AtomicInteger(2);
    service.fail(request -> failures.getAndDecrement() > 0);

    assertThat(target.verify(ACCOUNT)).isFalse();

    assertThat(service.requests()).hasSize(3);
    assertThat(state().lastSuccess()).isNotNull();
    assertThat(state().trouble()).contains("500");
  }

  @Test
  void aTargetThatStaysInTroubleIsLeftAloneEachTimeForLonger() {
    service.fail(request -> true);
    for (int call = 0; call < 3; call++) {
      assertThatThrownBy(() -> target.verify(ACCOUNT)).isInstanceOf(TargetUnavailable.class);
    }
    assertThat(target.isLeftAlone()).isTrue();
    int asked = service.requests().size();

    assertThatThrownBy(() -> target.list()).isInstanceOf(TargetUnavailable.class).hasMessageContaining("left alone");
    assertThat(service.requests()).hasSize(asked);
    assertThat(state().isTroubled()).isTrue();

    wait(Duration.ofSeconds(3));
    assertThatThrownBy(() -> target.verify(ACCOUNT)).isInstanceOf(TargetUnavailable.class);
    assertThat(service.requests()).as("one try, then left alone again").hasSize(asked + 1);
    wait(Duration.ofSeconds(3));
    assertThatThrownBy(() -> target.verify(ACCOUNT)).isInstanceOf(TargetUnavailable.class);
    assertThat(service.requests()).as("for longer than before").hasSize(asked + 1);

    service.fail(request -> false);
    wait(Duration.ofSeconds(3));
    assertThat(target.verify(ACCOUNT)).isFalse();
    assertThat(target.isLeftAlone()).isFalse();
    assertThat(state().isTroubled()).isFalse();
  }

  @Test
  void aRefusalIsAnAnswerAndWaitingForAPersonIsNoTrouble() {
    GuardedTarget byHand = new GuardedTarget(new UnusableTarget(new Target(id, TargetKind.BY_HAND, "By hand", null, Map.of(), true, 1, Instant.EPOCH, "test"), "", "unused") {
      @Override
      public String grant(Access access) {
        throw access.role().equals("refused") ? new TargetRefused("no") : new AwaitsPerson("soon");
      }
    }, "", states, clock);
    for (int call = 0; call < 20; call++) {
      assertThatThrownBy(() -> byHand.grant(ACCOUNT)).isInstanceOf(AwaitsPerson.class);
      assertThatThrownBy(() -> byHand.grant(new Access("P-1", "x", "X", "refused"))).isInstanceOf(TargetRefused.class);
    }
    assertThat(byHand.isLeftAlone()).isFalse();
    assertThat(state().lastTrouble()).isNull();
  }

  @Test
  void aTestAsksEvenATargetThatIsLeftAloneAndWakesIt() {
    service.fail(request -> true);
    for (int call = 0; call < 3; call++) {
      assertThatThrownBy(() -> target.verify(ACCOUNT)).isInstanceOf(TargetUnavailable.class);
    }
    assertThat(target.test().isGood()).isFalse();
    service.fail(request -> false);

    assertThat(target.test().isGood()).isTrue();
    assertThat(target.isLeftAlone()).isFalse();
  }

  private void wait(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private TargetState state() {
    return states.all().getOrDefault(id, TargetState.UNKNOWN);
  }
}
