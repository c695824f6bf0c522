package dev.entente.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LdapServerTest {

  private static final String GROUP = "cn=price-list,ou=groups,dc=entente,dc=example";

  @TempDir
  Path data;

  @Test
  void whatWasAnsweredIsThereAfterTheApplicationWasKilled() throws Exception {
    LdapServer killed = start(0);
    try (LDAPConnection connection = signIn(killed)) {
      connection.add("dn: " + GROUP, "objectClass: groupOfUniqueNames", "cn: price-list", "uniqueMember: ou=groups,dc=entente,dc=example");
      connection.modify(GROUP, new Modification(ModificationType.ADD, "uniqueMember", "o=P-10001,ou=partners,dc=entente,dc=example"));
      connection.add("dn: o=P-10002,ou=partners,dc=entente,dc=example", "objectClass: organization", "o: P-10002", "description: Zürich & Söhne");
      connection.add("dn: o=P-10003,ou=partners,dc=entente,dc=example", "objectClass: organization", "o: P-10003");
      connection.delete("o=P-10003,ou=partners,dc=entente,dc=example");
    }
    // Nothing is written at the end: the first one is still open while the second one starts.
    Path torn = data.resolve("ldap").resolve("changes.ldif");
    Files.writeString(torn, "dn: o=P-10004,ou=partners,dc=entente,dc=exa", StandardOpenOption.APPEND);

    try (LdapServer again = start(0); LDAPConnection connection = signIn(again)) {
      assertThat(connection.getEntry(GROUP).getAttributeValues("uniqueMember")).contains("o=P-10001,ou=partners,dc=entente,dc=example");
      assertThat(connection.getEntry("o=P-10002,ou=partners,dc=entente,dc=example").getAttributeValue("description")).isEqualTo("Zürich & Söhne");
      assertThat(connection.getEntry("o=P-10003,ou=partners,dc=entente,dc=example")).isNull();
      assertThat(connection.getEntry("o=P-10004,ou=partners,dc=entente,dc=example")).isNull();
    }
    try (LdapServer third = start(0); LDAPConnection connection = signIn(third)) {
      assertThat(connection.getEntry("o=P-10002,ou=partners,dc=entente,dc=example")).isNotNull();
    } finally {
      killed.close();
    }
  }

  @Test
  void nobodyReadsWithoutThePassword() throws Exception {
    try (LdapServer server = start(0); LDAPConnection anonymous = new LDAPConnection("127.0.0.1", server.port())) {
      assertThatThrownBy(() -> anonymous.getEntry("ou=partners,dc=entente,dc=example")).isInstanceOfSatisfying(LDAPException.class,
          e -> assertThat(e.getResultCode()).isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS));
    }
  }

  @Test
  void aPortInUseIsNamed() {
    try (LdapServer first = start(0)) {
      assertThatThrownBy(() -> start(first.port())).isInstanceOf(CannotStart.class).hasMessageContaining("on port " + first.port());
    }
  }

  private LdapServer start(int port) {
    return LdapServer.start(data, port, "dc=entente,dc=example", EmbeddedParts.LDAP_BIND_DN, "secret");
  }

  private static LDAPConnection signIn(LdapServer server) throws LDAPException {
    return new LDAPConnection("127.0.0.1", server.port(), EmbeddedParts.LDAP_BIND_DN, "secret");
  }
}
