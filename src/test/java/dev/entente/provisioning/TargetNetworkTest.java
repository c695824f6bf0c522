package dev.entente.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** A target's address is set up by people, and may be that of the machine itself. */
class TargetNetworkTest {

  private final TargetNetwork network = new TargetNetwork(false);
  private final AtomicInteger calls = new AtomicInteger();
  private final Secrets secrets = new Secrets(new MockEnvironment().withProperty("ENTENTE_TARGET_X", "a-secret-of-more-than-thirty-two-letters"));
  private ServerSocket listener;

  @BeforeEach
  void listen() throws IOException {
    listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::count, "counts-calls");
    thread.setDaemon(true);
    thread.start();
  }

  private void count() {
    try {
      while (true) {
        listener.accept().close();
        calls.incrementAndGet();
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  @AfterEach
  void stop() throws Exception {
    listener.close();
    network.destroy();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "[::ffff:127.0.0.1]"})
  void nothingOnThisMachineIsCalled(String host) {
    String address = host + ":" + listener.getLocalPort();
    TargetSystem scim = new ScimTargets(network, secrets, JsonMapper.builder().build())
        .build(target(TargetKind.SCIM, Map.of("url", "https://" + address, "token", "ENTENTE_TARGET_X")));
    TargetSystem webhook = new WebhookTargets(network, secrets, JsonMapper.builder().build(), Clock.systemUTC())
        .build(target(TargetKind.WEBHOOK, Map.of("url", "https://" + address, "secret", "ENTENTE_TARGET_X")));
    TargetSystem ldap = new LdapTargets(new LdapProperties(null, null, null, "dc=x", Duration.ofSeconds(1)), network, secrets)
        .build(target(TargetKind.LDAP, Map.of("url", "ldap://" + address, "baseDn", "dc=x")));

    for (TargetSystem each : new TargetSystem[] {scim, webhook, ldap}) {
      assertThatThrownBy(each::list).as(each.toString()).isInstanceOf(TargetUnavailable.class).hasMessageContaining("does not allow");
    }
    assertThat(calls).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"169.254.169.254", "127.9.9.9", "0.0.0.0", "0.1.2.3", "::1", "::", "fe80::1", "::ffff:169.254.169.254", "224.0.0.1"})
  void theMachineAndItsLinkAreLocal(String address) throws Exception {
    assertThat(TargetNetwork.isLocal(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "192.168.1.1", "192.0.2.7", "2001:db8::1"})
  void othersAreNot(String address) throws Exception {
    assertThat(TargetNetwork.isLocal(InetAddress.getByName(address))).isFalse();
  }

  private static Target target(TargetKind kind, Map<String, String> settings) {
    return new Target("x", kind, "X", null, settings, true, 1, Instant.EPOCH, "test");
  }
}
