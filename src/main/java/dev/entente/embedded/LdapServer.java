package dev.entente.embedded;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.schema.Schema;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The directory that comes along: on this machine only, with a password, its contents kept under the data folder. */
final class LdapServer implements AutoCloseable {

  /** How a password policy locks an account; the standard schema does not know it, and takes no year 0 for a time. */
  private static final String LOCKED = "( 1.3.6.1.4.1.42.2.27.8.1.17 NAME 'pwdAccountLockedTime' EQUALITY caseIgnoreMatch "
      + "SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE USAGE directoryOperation )";

  private final InMemoryDirectoryServer server;
  private final LdapJournal journal;

  private LdapServer(InMemoryDirectoryServer server, LdapJournal journal) {
    this.server = server;
    this.journal = journal;
  }

  static LdapServer start(Path data, int port, String baseDn, String bindDn, String password) {
    Path folder = data.resolve("ldap");
    LdapJournal journal = new LdapJournal(folder);
    try {
      Files.createDirectories(folder);
      InMemoryDirectoryServer server = new InMemoryDirectoryServer(config(port, baseDn, bindDn, password, journal));
      journal.open(server, first(new DN(baseDn)));
      server.startListening();
      return new LdapServer(server, journal);
    } catch (LDAPException e) {
      throw new CannotStart("The directory does not start on port %d: %s.".formatted(port, e.getMessage()),
          "Choose a free port with entente.ldap.port, or set entente.target.ldap.url to a directory of yours.", e);
    } catch (IOException | LDIFException e) {
      throw new CannotStart("The directory's contents in %s can't be read: %s.".formatted(folder.toAbsolutePath(), e.getMessage()),
          "Mend or move away the folder, or set another one with entente.data.", e);
    }
  }

  private static InMemoryDirectoryServerConfig config(int port, String baseDn, String bindDn, String password, LdapJournal journal)
      throws LDAPException {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(baseDn);
    config.setListenerConfigs(new InMemoryListenerConfig("loopback", InetAddress.getLoopbackAddress(), port, null, null, null));
    config.addAdditionalBindCredentials(bindDn, password);
    config.setAuthenticationRequiredOperationTypes(Set.of(OperationType.ADD, OperationType.COMPARE, OperationType.DELETE, OperationType.EXTENDED,
        OperationType.MODIFY, OperationType.MODIFY_DN, OperationType.SEARCH));
    config.addInMemoryOperationInterceptor(new LdapRecorder(journal));
    config.setMaxSizeLimit(0);
    config.setSchema(Schema.mergeSchemas(Schema.getDefaultStandardSchema(), new Schema(new Entry("cn=schema", new Attribute("objectClass", "top", "subschema"),
        new Attribute("attributeTypes", LOCKED)))));
    return config;
  }

  private static Entry[] first(DN base) throws LDAPException {
    String name = base.getRDN().getAttributeValues()[0];
    return new Entry[] {
        new Entry(base, new Attribute("objectClass", "top", "domain"), new Attribute("dc", name)),
        branch(base, "partners"),
        branch(base, "groups")};
  }

  private static Entry branch(DN base, String name) throws LDAPException {
    return new Entry(new DN("ou=" + name + "," + base), new Attribute("objectClass", "top", "organizationalUnit"), new Attribute("ou", name));
  }

  int port() {
    return server.getListenPort();
  }

  @Override
  public void close() {
    server.shutDown(true);
    try {
      journal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
