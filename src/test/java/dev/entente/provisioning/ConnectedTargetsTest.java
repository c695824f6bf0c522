package dev.entente.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.EntenteTest;
import dev.entente.provisioning.TargetSystem.Access;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EntenteTest
class ConnectedTargetsTest {

  private static final Access ACCOUNT = new Access("P-10001", "ann@example.com", "Ann Lee", TargetSystem.ACCOUNT);

  @Autowired ConnectedTargets connected;
  @Autowired JdbcClient jdbc;

  private final String id = "ldap-" + UUID.randomUUID().toString().substring(0, 8);
  private final TestDirectory directory = new TestDirectory();

  @AfterEach
  void close() {
    directory.close();
    jdbc.sql("DELETE FROM access_target WHERE id = :id").param("id", id).update();
  }

  @Test
  void theDirectoryAndTheLicenseIssuerAreThereFromTheStart() {
    assertThat(connected.ids()).contains("directory", "license-issuer");
    assertThat(connected.find("directory").orElseThrow().test().isGood()).isTrue();
    assertThat(connected.find("license-issuer").orElseThrow().test().isGood()).isTrue();
    assertThat(connected.find("nowhere")).isEmpty();
    for (String builtIn : new String[] {"directory", "license-issuer"}) {
      assertThat(connected.find(builtIn).orElseThrow().settings()).as(builtIn).hasSize(64);
    }
  }

  @Test
  void aChangedRowIsAnotherTarget() {
    insert("{\"url\": \"ldap://127.0.0.1:" + directory.server().getListenPort() + "\", \"baseDn\": \"dc=nowhere\"}");
    TargetSystem before = connected.find(id).orElseThrow();
    assertThat(connected.find(id)).containsSame(before);
    assertThatThrownBy(() -> before.grant(ACCOUNT)).isInstanceOf(TargetRefused.class);

    jdbc.sql("UPDATE access_target SET settings = jsonb_set(settings, '{baseDn}', '\"dc=entente,dc=example\"'), version = 2 WHERE id = :id").param("id", id).update();

    TargetSystem after = connected.find(id).orElseThrow();
    assertThat(after.settings()).isNotEqualTo(before.settings());
    after.grant(ACCOUNT);
    assertThat(after.verify(ACCOUNT)).isTrue();
    assertThat(after.id()).isEqualTo(id);
  }

  @Test
  void whatIsSwitchedOffOrSetUpWrongIsUnavailableAndNeverEmpty() {
    insert("{}");
    TargetSystem wrong = connected.find(id).orElseThrow();
    assertThatThrownBy(wrong::list).isInstanceOf(TargetUnavailable.class).hasMessageContaining("ldaps://");

    jdbc.sql("UPDATE access_target SET enabled = false, version = 2 WHERE id = :id").param("id", id).update();
    TargetSystem off = connected.find(id).orElseThrow();
    assertThat(off.settings()).as("set up as before").isEqualTo(wrong.settings());
    assertThatThrownBy(off::list).isInstanceOf(TargetUnavailable.class).hasMessageContaining("switched off");
    assertThatThrownBy(() -> off.verify(ACCOUNT)).isInstanceOf(TargetUnavailable.class);
    assertThat(off.test().isGood()).isFalse();
  }

  @Test
  void noSecretButThoseOfTargetsIsRead() {
    insert("{\"url\": \"ldap://127.0.0.1:1\", \"baseDn\": \"dc=x\", \"password\": \"spring.datasource.password\"}");

    assertThatThrownBy(() -> connected.find(id).orElseThrow().list()).isInstanceOf(TargetUnavailable.class)
        .hasMessageContaining("begins with ENTENTE_TARGET_");
  }

  private void insert(String settings) {
    jdbc.sql("INSERT INTO access_target (id, kind, name, settings, changed_by) VALUES (:id, 'LDAP', 'Test', :settings::jsonb, 'test')")
        .param("id", id).param("settings", settings).update();
  }
}
