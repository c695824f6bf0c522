package dev.entente.provisioning;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.schema.Schema;
import com.unboundid.ldif.LDIFException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A directory server of a test's own on the loopback interface, which can be stopped, told to refuse, and watched in the middle of a call. */
public class TestDirectory implements AutoCloseable {

  /** What servers with a password policy know beyond the standard schema. */
  private static final String LOCKED = "( 1.3.6.1.4.1.42.2.27.8.1.17 NAME 'pwdAccountLockedTime' EQUALITY caseIgnoreMatch "
      + "SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE USAGE directoryOperation )";

  private final InMemoryDirectoryServer server;
  private volatile Predicate<String> refuses = dn -> false;
  private volatile Runnable afterModify = () -> {};
  private volatile int portion;

  public TestDirectory() {
    this(true);
  }

  /** @param checked whether entries have to fit the standard schema; those of Active Directory don't */
  TestDirectory(boolean checked) {
    try {
      InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=entente,dc=example");
      config.setSchema(checked ? Schema.mergeSchemas(Schema.getDefaultStandardSchema(), new Schema(new Entry("cn=schema",
          new Attribute("objectClass", "top", "subschema"), new Attribute("attributeTypes", LOCKED)))) : null);
      config.addAdditionalBindCredentials("cn=admin", "secret");
      config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("test", InetAddress.getLoopbackAddress(), 0, null));
      config.addInMemoryOperationInterceptor(new Interceptor());
      server = new InMemoryDirectoryServer(config);
      server.add("dn: dc=entente,dc=example", "objectClass: top", "objectClass: domain", "dc: entente");
      server.startListening();
    } catch (LDAPException | LDIFException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Makes it the directory of an application under test, which waits for it no longer than a second. */
  public void register(DynamicPropertyRegistry registry) {
    registry.add("entente.target.ldap.url", this::url);
    registry.add("entente.target.ldap.bind-dn", () -> "cn=admin");
    registry.add("entente.target.ldap.password", () -> "secret");
    registry.add("entente.target.ldap.timeout", () -> "1s");
  }

  private String url() {
    return "ldap://127.0.0.1:" + server.getListenPort();
  }

  public TargetSystem target() {
    return target("directory", "dc=entente,dc=example", Map.of());
  }

  TargetSystem target(Map<String, String> flavor) {
    return target("directory", "dc=entente,dc=example", flavor);
  }

  /** Whatever is below another base is another directory. */
  public TargetSystem target(String id, String baseDn) {
    return target(id, baseDn, Map.of());
  }

  private TargetSystem target(String id, String baseDn, Map<String, String> flavor) {
    LdapProperties properties = new LdapProperties(url(), "cn=admin", "secret", baseDn, Duration.ofSeconds(2));
    Target row = new Target(id, TargetKind.LDAP, "Directory", null, flavor, true, 1, Instant.EPOCH, "test");
    return new LdapDirectory(id, LdapFlavor.of(row), properties.baseDn(), new LdapConnections(properties, false, null));
  }

  public InMemoryDirectoryServer server() {
    return server;
  }

  /** Groups whose DN matches can't be changed until told otherwise. */
  public void refuse(Predicate<String> dn) {
    refuses = dn;
  }

  /** Runs once when a group was changed, before the client gets its answer. */
  public void afterModify(Runnable action) {
    afterModify = action;
  }

  /** As Active Directory does it with more than 1500. */
  void membersInPortionsOf(int size) {
    portion = size;
  }

  public void stop() {
    server.shutDown(true);
  }

  public void start() {
    try {
      server.startListening();
    } catch (LDAPException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    server.shutDown(true);
  }

  private class Interceptor extends InMemoryOperationInterceptor {

    @Override
    public void processModifyRequest(InMemoryInterceptedModifyRequest request) throws LDAPException {
      if (refuses.test(request.getRequest().getDN())) {
        throw new LDAPException(ResultCode.UNWILLING_TO_PERFORM, "refused by the test");
      }
    }

    @Override
    public void processSearchEntry(InMemoryInterceptedSearchEntry result) {
      SearchResultEntry entry = result.getSearchEntry();
      String asked = result.getRequest().getAttributeList().stream().filter(name -> name.contains(";range=")).findFirst().orElse("");
      if (portion == 0 || !entry.hasAttribute("uniqueMember") && asked.isEmpty()) {
        return;
      }
      try {
        String[] all = server.getEntry(entry.getDN()).getAttributeValues("uniqueMember");
        int from = asked.isEmpty() ? 0 : Integer.parseInt(asked.replaceAll(".*range=(\\d+)-.*", "$1"));
        int to = Math.min(from + portion, all.length);
        Entry shown = entry.duplicate();
        shown.removeAttribute("uniqueMember");
        shown.addAttribute("uniqueMember;range=" + from + "-" + (to == all.length ? "*" : String.valueOf(to - 1)), Arrays.copyOfRange(all, from, to));
        result.setSearchEntry(shown);
      } catch (LDAPException failure) {
        throw new IllegalStateException(failure);
      }
    }

    @Override
    public void processModifyResult(InMemoryInterceptedModifyResult result) {
      Runnable action = afterModify;
      afterModify = () -> {};
      action.run();
    }
  }
}
