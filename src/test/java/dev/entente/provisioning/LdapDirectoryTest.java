package dev.entente.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.provisioning.TargetSystem.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class LdapDirectoryTest {

  private static final String PARTNER = "P-10001";
  private static final String GROUP = "cn=price-list,ou=groups,dc=entente,dc=example";
  private static final Access PERSON = new Access(PARTNER, "ann@example.com", "Ann Lee", "price-list");
  private static final Access ACCOUNT = new Access(PARTNER, "ann@example.com", "Ann Lee", TargetSystem.ACCOUNT);

  private final TestDirectory directory = new TestDirectory();
  private final TargetSystem target = directory.target();

  @AfterEach
  void close() {
    directory.close();
  }

  @Test
  void grantingTwiceGivesOneMembershipAndRevokingTakesItAndOnlyIt() throws Exception {
    Access other = new Access(PARTNER, "bob@example.com", "Bob", "price-list");
    target.grant(other);
    String id = target.grant(PERSON);

    assertThat(target.grant(PERSON)).isEqualTo(id);
    assertThat(members()).hasSize(3);
    assertThat(target.verify(PERSON)).isTrue();

    target.revoke(PERSON);
    target.revoke(PERSON);

    assertThat(target.verify(PERSON)).isFalse();
    assertThat(target.verify(other)).isTrue();
    assertThat(target.verify(ACCOUNT)).isTrue();
  }

  @Test
  void theLastMemberCanLeaveAGroupThatSomebodyElseMade() throws Exception {
    target.grant(ACCOUNT);
    directory.server().add("dn: ou=groups,dc=entente,dc=example", "objectClass: organizationalUnit", "ou: groups");
    directory.server().add("dn: " + GROUP, "objectClass: groupOfUniqueNames", "cn: price-list",
        "uniqueMember: UID=ANN@example.com , o=p-10001,ou=partners,dc=entente,dc=example");

    assertThat(target.verify(PERSON)).isTrue();
    target.revoke(PERSON);

    assertThat(target.verify(PERSON)).isFalse();
  }

  @Test
  void aMemberThatIsNoPartnersIsListedAndCanBeTakenOut() throws Exception {
    target.grant(PERSON);
    directory.server().modify("dn: " + GROUP, "changetype: modify", "add: uniqueMember", "uniqueMember: uid=somebody,ou=staff,dc=entente,dc=example");

    Access foreign = target.list().stream().filter(access -> access.partnerId().equals("foreign")).findFirst().orElseThrow();
    assertThat(foreign.role()).isEqualTo("price-list");
    assertThat(foreign.holder()).isEqualTo("uid=somebody,ou=staff,dc=entente,dc=example");
    assertThat(target.disable(foreign)).as("the account is not ours").isFalse();

    target.revoke(foreign);

    assertThat(target.list()).extracting(Access::partnerId).containsOnly(PARTNER);
    assertThat(target.verify(PERSON)).isTrue();
  }

  @Test
  void namesCantReachBeyondTheirPlace() {
    Access nasty = new Access(PARTNER, "x,ou=groups+cn=a*)(uid=*@example.com", "X, Y = Z; \\ \"", "role,ou=partners");

    target.grant(nasty);

    assertThat(target.verify(nasty)).isTrue();
    assertThat(target.list()).contains(nasty);
    target.revoke(nasty);
    assertThat(target.verify(nasty)).isFalse();
  }

  @Test
  void removingAnAccountLeavesNoMembershipBehind() throws Exception {
    target.grant(PERSON);

    target.revoke(ACCOUNT);

    assertThat(members()).containsExactly("ou=groups,dc=entente,dc=example");
    assertThat(target.list()).extracting(Access::holder).doesNotContain("ann@example.com");
  }

  @Test
  void listsPartnersPeopleAndMemberships() {
    target.grant(new Access(PARTNER, PARTNER, "Ann & Sons", TargetSystem.ACCOUNT));
    target.grant(PERSON);

    assertThat(target.list()).containsExactlyInAnyOrder(
        new Access(PARTNER, PARTNER, "Ann & Sons", TargetSystem.ACCOUNT), ACCOUNT, PERSON);
  }

  @Test
  void tellsUnreachableFromRefused() {
    directory.refuse(dn -> dn.equals(GROUP));
    assertThatThrownBy(() -> target.grant(PERSON)).isInstanceOf(TargetRefused.class).hasMessageContaining("refused by the test");

    directory.stop();
    assertThatThrownBy(() -> target.grant(PERSON)).isInstanceOf(TargetUnavailable.class);
  }

  @Test
  void worksAgainOnceTheDirectoryIsBack() {
    target.grant(ACCOUNT);
    int port = directory.server().getListenPort();
    directory.stop();
    assertThatThrownBy(() -> target.verify(ACCOUNT)).isInstanceOf(TargetUnavailable.class);
    directory.start();
    TargetSystem again = directory.server().getListenPort() == port ? target : directory.target();

    assertThat(again.verify(ACCOUNT)).isTrue();
  }

  @Test
  void withoutADirectoryItSaysWhatToSet() {
    LdapProperties nothing = new LdapProperties(null, null, null, "dc=entente,dc=example", Duration.ofSeconds(1));
    TargetSystem unconnected = new LdapTargets(nothing, new TargetNetwork(true), new Secrets(new MockEnvironment())).build(row(Map.of()));

    assertThatThrownBy(() -> unconnected.grant(PERSON)).isInstanceOf(TargetUnavailable.class).hasMessageContaining("entente.target.ldap.url");
  }

  @Test
  void aDisabledAccountCantBeUsedButKeepsWhatItHolds() {
    target.grant(PERSON);
    assertThat(target.disabled()).isEmpty();

    assertThat(target.disable(ACCOUNT)).isTrue();
    assertThat(target.disable(ACCOUNT)).isTrue();
    assertThat(target.disabled()).containsExactly(ACCOUNT);
    assertThat(target.verify(ACCOUNT)).isFalse();
    assertThat(target.verify(PERSON)).isFalse();
    assertThat(target.list()).contains(ACCOUNT, PERSON);
    assertThat(target.disable(new Access(PARTNER, PARTNER, "Ann & Sons", TargetSystem.ACCOUNT))).as("a company can't sign in").isFalse();
    assertThat(target.disable(new Access(PARTNER, "bob@example.com", "Bob", TargetSystem.ACCOUNT))).as("is not there").isFalse();

    target.grant(ACCOUNT);
    assertThat(target.verify(PERSON)).isTrue();
  }

  @Test
  void writesWhatActiveDirectoryTakes() throws Exception {
    try (TestDirectory active = new TestDirectory(false)) {
      TargetSystem windows = active.target(Map.of("flavor", "activeDirectory"));
      windows.grant(PERSON);

      String dn = "cn=ann@example.com,ou=P-10001,ou=partners,dc=entente,dc=example";
      assertThat(active.server().getEntry(dn)).satisfies(person -> {
        assertThat(person.getObjectClassValues()).contains("user");
        assertThat(person.getAttributeValue("userAccountControl")).isEqualTo("512");
        assertThat(new String(person.getAttributeValueBytes("unicodePwd"), java.nio.charset.StandardCharsets.UTF_16LE)).matches("\".{44}\"");
      });
      assertThat(active.server().getEntry(GROUP).getAttributeValues("member")).containsExactly(dn);
      assertThat(windows.verify(PERSON)).isTrue();
      assertThat(windows.list()).contains(ACCOUNT, PERSON);

      assertThat(windows.disable(ACCOUNT)).isTrue();
      assertThat(windows.disabled()).containsExactly(ACCOUNT);
      assertThat(active.server().getEntry(dn).getAttributeValue("userAccountControl")).isEqualTo("514");
      assertThat(windows.verify(PERSON)).isFalse();
      windows.grant(PERSON);
      assertThat(windows.verify(PERSON)).isTrue();

      windows.revoke(PERSON);
      assertThat(active.server().getEntry(GROUP).hasAttribute("member")).isFalse();
      windows.revoke(ACCOUNT);
      assertThat(active.server().getEntry(dn)).isNull();
    }
  }

  @Test
  void groupsOfAnotherClassAndAnotherWayOfDisabling() throws Exception {
    TargetSystem other = directory.target(Map.of("groupClass", "groupOfNames", "disableBy", "employeeType=disabled"));
    other.grant(PERSON);

    assertThat(directory.server().getEntry(GROUP).getAttributeValues("member")).hasSize(2);
    assertThat(other.disable(ACCOUNT)).isTrue();
    assertThat(other.verify(PERSON)).isFalse();
    other.grant(PERSON);
    assertThat(other.verify(PERSON)).isTrue();
    other.revoke(PERSON);
    assertThat(directory.server().getEntry(GROUP).getAttributeValues("member")).containsExactly("ou=groups,dc=entente,dc=example");
  }

  @Test
  void readsMembersThatComeInPortions() {
    for (int number = 0; number < 7; number++) {
      target.grant(new Access(PARTNER, "u" + number + "@example.com", "U", "price-list"));
    }
    directory.membersInPortionsOf(3);

    assertThat(target.list()).filteredOn(access -> access.role().equals("price-list")).hasSize(7);
  }

  @Test
  void aPasswordGoesOverTlsOrStaysOnThisMachine() {
    LdapTargets factory = new LdapTargets(new LdapProperties(null, null, null, "dc=x", Duration.ofSeconds(1)), new TargetNetwork(true),
        new Secrets(new MockEnvironment().withProperty("ENTENTE_TARGET_PW", "x")));
    Map<String, String> settings = Map.of("url", "ldap://directory.example.com", "baseDn", "dc=x", "password", "ENTENTE_TARGET_PW");
    assertThatThrownBy(() -> factory.build(row(settings))).isInstanceOf(SettingRefused.class).hasMessageContaining("StartTLS");

    for (Map<String, String> safe : List.of(Map.of("startTls", "yes"), Map.of("url", "ldaps://directory.example.com"), Map.of("url", "ldap://127.0.0.1:389"))) {
      Map<String, String> all = new HashMap<>(settings);
      all.putAll(safe);
      assertThat(factory.build(row(all)).id()).isEqualTo("directory");
    }
  }

  private static Target row(Map<String, String> settings) {
    return new Target("directory", TargetKind.LDAP, "Directory", null, settings, true, 1, Instant.EPOCH, "test");
  }

  private String[] members() throws Exception {
    return directory.server().getEntry(GROUP).getAttributeValues("uniqueMember");
  }
}
