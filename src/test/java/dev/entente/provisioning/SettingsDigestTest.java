package dev.entente.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class SettingsDigestTest {

  private final TargetFactory directories = directories("ldap://one:389", "secret", "dc=one");

  @Test
  void aNameAVersionAndASwitchChangeNothing() {
    Map<String, String> settings = Map.of("url", "ldaps://one", "baseDn", "dc=one");

    assertThat(digest(new Target("crm", TargetKind.LDAP, "Other", "product", settings, false, 7, Instant.MAX, "other"))).isEqualTo(digest(row("crm", settings)));
  }

  @Test
  void whatIsUsualMayBeWrittenDownOrNot() {
    assertThat(digest(row("crm", Map.of("url", "ldaps://one", "startTls", "no", "timeout", "5", "groupClass", " "))))
        .isEqualTo(digest(row("crm", Map.of("url", "ldaps://one"))))
        .isNotEqualTo(digest(row("crm", Map.of("url", "ldaps://one", "startTls", "yes"))))
        .isNotEqualTo(digest(row("crm", Map.of("baseDn", "ldaps://one"))));
  }

  @Test
  void theDirectoryOfThePropertiesIsSetUpByThem() {
    Target directory = row("directory", Map.of());
    String digest = digest(directory);

    assertThat(SettingsDigest.of(directories("ldap://one:389", "secret", "dc=two"), directory)).as("another base").isNotEqualTo(digest);
    assertThat(SettingsDigest.of(directories("ldap://two:389", "secret", "dc=one"), directory)).as("another address").isNotEqualTo(digest);
    assertThat(SettingsDigest.of(directories("ldap://one:389", "changed", "dc=one"), directory)).as("no secret is looked at").isEqualTo(digest);
    assertThat(SettingsDigest.of(directories(null, "secret", "dc=one"), directory)).as("none is connected").isNotEqualTo(digest);
    Target elsewhere = row("directory", Map.of("url", "ldaps://elsewhere", "baseDn", "dc=x"));
    assertThat(SettingsDigest.of(directories("ldap://two:389", "secret", "dc=two"), elsewhere)).as("it has an address of its own").isEqualTo(digest(elsewhere));
  }

  private String digest(Target target) {
    return SettingsDigest.of(directories, target);
  }

  private static Target row(String id, Map<String, String> settings) {
    return new Target(id, TargetKind.LDAP, "Directory", null, settings, true, 1, Instant.EPOCH, "test");
  }

  private static TargetFactory directories(String url, String password, String baseDn) {
    return new LdapTargets(new LdapProperties(url, "cn=admin", password, baseDn, Duration.ofSeconds(5)), new TargetNetwork(true), new Secrets(new MockEnvironment()));
  }
}
