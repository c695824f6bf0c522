package dev.entente.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.provisioning.TargetSystem.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** With a connector that keeps accounts in CSV files, loaded as an administrator would: from a folder. */
class ConnectorTargetTest {

  private static final Path BUNDLES = Path.of("target/connectors");
  private static final Access EDITOR = new Access("P-10001", "ann@example.com", "Ann Lee", "editor");
  private static final Access ACCOUNT = new Access("P-10001", "ann@example.com", "Ann Lee", TargetSystem.ACCOUNT);

  @TempDir
  Path folder;
  private TargetSystem target;

  @BeforeEach
  void aFileOfAccounts() throws IOException {
    Files.writeString(folder.resolve("accounts.csv"), "login,fullName,partner,roles,status,deleted\n");
    target = factory().build(row(Map.of()));
  }

  @Test
  void theConnectorIsOnNoClassPath() {
    assertThatThrownBy(() -> Class.forName("net.tirasa.connid.bundles.csvdir.CSVDirConnector")).isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void grantsListsVerifiesAndRevokes() {
    String id = target.grant(EDITOR);
    Access reader = new Access("P-10001", "ann@example.com", "Ann Lee", "reader");
    target.grant(reader);

    assertThat(target.grant(EDITOR)).isEqualTo(id);
    assertThat(target.verify(EDITOR)).isTrue();
    assertThat(target.list()).containsExactlyInAnyOrder(ACCOUNT, EDITOR, reader);

    target.revoke(EDITOR);
    target.revoke(EDITOR);
    assertThat(target.list()).containsExactlyInAnyOrder(ACCOUNT, reader);
    target.revoke(ACCOUNT);
    target.revoke(ACCOUNT);
    assertThat(target.verify(ACCOUNT)).isFalse();
    assertThat(target.list()).isEmpty();
  }

  @Test
  void aDisabledAccountCantBeUsedUntilItIsGrantedAgain() {
    target.grant(EDITOR);

    assertThat(target.disable(ACCOUNT)).isTrue();
    assertThat(target.disabled()).containsExactly(ACCOUNT);
    assertThat(target.verify(EDITOR)).isFalse();
    assertThat(target.list()).containsExactlyInAnyOrder(ACCOUNT, EDITOR);
    target.grant(ACCOUNT);
    assertThat(target.verify(EDITOR)).isTrue();
  }

  @Test
  void accountsOfOthersAreLeftAlone() throws IOException {
    Files.writeString(folder.resolve("accounts.csv"), "login,fullName,partner,roles,status,deleted\nann@example.com,Ann,,admin,true,false\n");

    assertThatThrownBy(() -> target.grant(EDITOR)).isInstanceOf(TargetRefused.class).hasMessageContaining("ann@example.com");
    target.revoke(ACCOUNT);
    assertThat(target.list()).isEmpty();
    assertThat(everything()).contains("ann@example.com");
  }

  @Test
  void saysWhichSettingCantBeUsed() {
    refused(Map.of("bundle", "../pom.xml"), "bundle", "no file");
    refused(Map.of("bundle", "missing.jar"), "bundle", "net.tirasa.connid.bundles.csvdir");
    refused(Map.of("connector", "no.such.Connector"), "connector", "CSVDirConnector");
    refused(Map.of("properties", "nonsense = 1"), "properties", "sourcePath");
    refused(Map.of("properties", "no equals sign"), "properties", "name = value");
    refused(Map.of("properties", "sourcePath = secret:SPRING_DATASOURCE_PASSWORD"), "properties", "ENTENTE_TARGET_");
    refused(Map.of("properties", "encoding = UTF-8"), "properties", "does not accept");
  }

  @Test
  void aConnectorThatCantReachItsSystemIsTroubleAndNotEmptiness() throws IOException {
    Path noFolder = Files.writeString(folder.resolve("file"), "no folder");
    TargetSystem lost = factory().build(rowIn(noFolder, Map.of()));

    assertThatThrownBy(lost::list).isInstanceOf(TargetUnavailable.class);
    assertThat(lost.test().isGood()).isFalse();
  }

  private static void refused(Map<String, String> settings, String setting, String because) {
    assertThatThrownBy(() -> factory().build(rowIn(Path.of("target"), settings))).isInstanceOfSatisfying(SettingRefused.class, no -> {
      assertThat(no.setting()).isEqualTo(setting);
      assertThat(no).hasMessageContaining(because);
    });
  }

  private String everything() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".csv")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  private static ConnectorTargets factory() {
    return new ConnectorTargets(new ConnectorBundles(BUNDLES), new Secrets(new MockEnvironment()));
  }

  private Target row(Map<String, String> more) {
    return rowIn(folder, more);
  }

  private static Target rowIn(Path folder, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(Map.of(
        "bundle", bundle(), "nameAttribute", "fullName", "disabling", "yes",
        "properties", """
            sourcePath = %s
            fileMask = .*\\.csv
            encoding = UTF-8
            fieldDelimiter = ,
            textQualifier = "
            keyColumnNames = login
            deleteColumnName = deleted
            statusColumn = status
            enabledStatusValue = true
            disabledStatusValue = false
            defaultStatusValue = true
            multivalueSeparator = ;
            ignoreHeader = true
            fields = login, fullName, partner, roles, status, deleted
            """.formatted(folder.toAbsolutePath())));
    settings.putAll(more);
    return new Target("files", TargetKind.CONNID, "Files", null, settings, true, 1, Instant.EPOCH, "test");
  }

  private static String bundle() {
    try (Stream<Path> files = Files.list(BUNDLES)) {
      return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jar")).findFirst().orElseThrow();
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
