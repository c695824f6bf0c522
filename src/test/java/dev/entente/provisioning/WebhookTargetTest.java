package dev.entente.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.provisioning.TargetSystem.Access;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

class WebhookTargetTest {

  private static final Access EDITOR = new Access("P-10001", "ann+x@example.com", "Ann & Söhne \"Lee\"", "editor/of all?");
  private static final Access ACCOUNT = new Access("P-10001", "ann+x@example.com", "Ann", TargetSystem.ACCOUNT);
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2027-03-01T10:00:00Z"), ZoneOffset.UTC);

  private final TestReceiver receiver = new TestReceiver(CLOCK);
  private final TargetSystem target = target(receiver.url(), TestReceiver.SECRET, CLOCK);

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void grantsVerifiesListsAndRevokesOverSignedRequests() {
    String id = target.grant(EDITOR);

    assertThat(target.grant(EDITOR)).isEqualTo(id);
    assertThat(receiver.keys()).as("read before it is written").hasSize(1);
    assertThat(target.verify(EDITOR)).isTrue();
    assertThat(target.list()).containsExactly(EDITOR);

    target.revoke(EDITOR);
    target.revoke(EDITOR);
    assertThat(receiver.keys()).doesNotHaveDuplicates().hasSize(2);
    assertThat(target.verify(EDITOR)).isFalse();
    assertThat(target.list()).isEmpty();
  }

  @Test
  void aWishThatWasNotAnsweredIsSentAgainWithItsKeyAndIsDoneOnce() {
    receiver.fail("POST"::equals);
    assertThatThrownBy(() -> target.disable(grantedAccount())).isInstanceOf(TargetUnavailable.class);
    assertThatThrownBy(() -> target.disable(ACCOUNT)).isInstanceOf(TargetUnavailable.class);

    assertThat(receiver.keys()).hasSize(2);
    assertThat(receiver.keys().get(0)).isEqualTo(receiver.keys().get(1));
    receiver.fail(method -> false);
    target.revoke(ACCOUNT);
    receiver.held().put(ACCOUNT, true);
    assertThat(target.disable(ACCOUNT)).isTrue();
    assertThat(receiver.keys().get(3)).as("what was answered since makes it another wish").isNotEqualTo(receiver.keys().get(0));
  }

  @Test
  void aDisabledAccountCantBeUsedButIsListedAndGrantingEnablesIt() {
    target.grant(ACCOUNT);

    assertThat(target.disable(ACCOUNT)).isTrue();
    assertThat(target.verify(ACCOUNT)).isFalse();
    assertThat(target.list()).containsExactly(ACCOUNT);
    target.grant(ACCOUNT);
    assertThat(target.verify(ACCOUNT)).isTrue();
  }

  @Test
  void listsPageByPage() {
    for (int number = 0; number < 30; number++) {
      receiver.held().put(new Access("P-1", "u" + number, "U", "editor"), true);
    }
    assertThat(target.list()).hasSize(30).doesNotHaveDuplicates();
  }

  @Test
  void whatIsSignedWithAnotherSecretOrAtAnotherTimeIsRefused() {
    TargetSystem stranger = target(receiver.url(), "another secret, which is long enough", CLOCK);
    assertThatThrownBy(() -> stranger.grant(EDITOR)).isInstanceOf(TargetRefused.class).hasMessageContaining("403");

    TargetSystem late = target(receiver.url(), TestReceiver.SECRET, Clock.offset(CLOCK, Duration.ofMinutes(10)));
    assertThatThrownBy(() -> late.grant(EDITOR)).isInstanceOf(TargetRefused.class);
    assertThat(receiver.held()).isEmpty();
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (TestReceiver elsewhere = new TestReceiver(CLOCK)) {
      receiver.redirectTo(java.net.URI.create(elsewhere.url()).getPort());

      assertThatThrownBy(() -> target.grant(EDITOR)).isInstanceOf(TargetUnavailable.class).hasMessageContaining("redirect");
      assertThat(elsewhere.keys()).isEmpty();
      assertThat(elsewhere.held()).isEmpty();
    }
  }

  @Test
  void aShortSecretIsRefusedBeforeItIsUsed() {
    assertThatThrownBy(() -> target(receiver.url(), "short", CLOCK)).isInstanceOf(SettingRefused.class).hasMessageContaining("24")
        .hasMessageNotContaining("short;");
  }

  private Access grantedAccount() {
    receiver.held().put(ACCOUNT, true);
    return ACCOUNT;
  }

  private static TargetSystem target(String url, String secret, Clock clock) {
    WebhookTargets factory = new WebhookTargets(new TargetNetwork(true), new Secrets(new MockEnvironment().withProperty("ENTENTE_TARGET_HOOK", secret)), JsonMapper.builder().build(), clock);
    return factory.build(new Target("hooks", TargetKind.WEBHOOK, "Hooks", null, Map.of("url", url, "secret", "ENTENTE_TARGET_HOOK"), true, 1, Instant.EPOCH, "test"));
  }
}
