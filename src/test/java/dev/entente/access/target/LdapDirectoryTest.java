package dev.entente.access.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.access.target.TargetSystem.Access;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    TargetSystem unconnected = new LdapDirectory("directory", nothing, new LdapConnections(nothing));

    assertThatThrownBy(() -> unconnected.grant(PERSON)).isInstanceOf(TargetUnavailable.class).hasMessageContaining("entente.target.ldap.url");
  }

  private String[] members() throws Exception {
    return directory.server().getEntry(GROUP).getAttributeValues("uniqueMember");
  }
}
