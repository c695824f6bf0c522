package dev.entente.access.target;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldif.LDIFException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;

/** A directory server of a test's own on the loopback interface, which can be stopped, told to refuse, and watched in the middle of a call. */
public class TestDirectory implements AutoCloseable {

  private final InMemoryDirectoryServer server;
  private volatile Predicate<String> refuses = dn -> false;
  private volatile Runnable afterModify = () -> {};

  public TestDirectory() {
    try {
      InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=entente,dc=example");
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

  public TargetSystem target() {
    LdapProperties properties = new LdapProperties(
        "ldap://127.0.0.1:" + server.getListenPort(), "cn=admin", "secret", "dc=entente,dc=example", Duration.ofSeconds(2));
    return new LdapDirectory("directory", properties, new LdapConnections(properties));
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
    public void processModifyResult(InMemoryInterceptedModifyResult result) {
      Runnable action = afterModify;
      afterModify = () -> {};
      action.run();
    }
  }
}
