package dev.entente.life;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedAddRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedDeleteRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.net.InetAddress;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A directory of the customer's: now and then it is busy, or does what was asked and loses the answer. */
final class TroubledDirectory implements AutoCloseable {

  private static final String BASE = "dc=entente,dc=example";

  private final InMemoryDirectoryServer server;
  private final Random random;
  private volatile double trouble;

  TroubledDirectory(long seed) {
    random = new Random(seed);
    try {
      InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
      config.addAdditionalBindCredentials("cn=admin", "secret");
      config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("customer", InetAddress.getLoopbackAddress(), 0, null));
      config.addInMemoryOperationInterceptor(new Trouble());
      server = new InMemoryDirectoryServer(config);
      server.add("dn: " + BASE, "objectClass: top", "objectClass: domain", "dc: entente");
      server.startListening();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  List<String> settings() {
    return List.of("--entente.target.ldap.url=ldap://127.0.0.1:" + server.getListenPort(), "--entente.target.ldap.bind-dn=cn=admin",
        "--entente.target.ldap.password=secret", "--entente.target.ldap.base-dn=" + BASE);
  }

  /** @param share of the changes that go wrong, from 0 to 1 */
  void trouble(double share) {
    trouble = share;
  }

  /** Everything that bears the text in its name or is a member by it. */
  List<String> mentions(String text) {
    try {
      return server.search(BASE, SearchScope.SUB, "(objectClass=*)").getSearchEntries().stream()
          .flatMap(entry -> Stream.concat(Stream.of(entry.getDN()), entry.getAttributes().stream()
              .flatMap(attribute -> Stream.of(attribute.getValues()).map(value -> entry.getDN() + " " + attribute.getName() + ": " + value))))
          .filter(line -> line.toLowerCase().contains(text.toLowerCase())).toList();
    } catch (LDAPException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    server.shutDown(true);
  }

  private synchronized boolean strikes() {
    return random.nextDouble() < trouble;
  }

  private final class Trouble extends InMemoryOperationInterceptor {

    @Override
    public void processAddRequest(InMemoryInterceptedAddRequest request) throws LDAPException {
      refuseNowAndThen();
    }

    @Override
    public void processDeleteRequest(InMemoryInterceptedDeleteRequest request) throws LDAPException {
      refuseNowAndThen();
    }

    @Override
    public void processModifyRequest(InMemoryInterceptedModifyRequest request) throws LDAPException {
      refuseNowAndThen();
    }

    @Override
    public void processModifyResult(InMemoryInterceptedModifyResult result) {
      if (strikes()) {
        result.setResult(new LDAPResult(result.getMessageID(), ResultCode.BUSY));
      }
    }

    private void refuseNowAndThen() throws LDAPException {
      if (strikes()) {
        throw new LDAPException(ResultCode.BUSY, "busy, come back later");
      }
    }
  }
}
