package dev.entente.life;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedAddRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedAddResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedDeleteRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedDeleteResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ReadOnlyAddRequest;
import com.unboundid.ldap.sdk.ReadOnlyDeleteRequest;
import com.unboundid.ldap.sdk.ReadOnlyModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.net.InetAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A directory of the customer's: now and then it is busy, slow, or does what was asked and loses the answer; it keeps a log of what it was asked and of what it did. */
final class TroubledDirectory implements AutoCloseable {

  private static final String BASE = "dc=entente,dc=example";

  private final InMemoryDirectoryServer server;
  private final Random random;
  private final List<Change> asked = new CopyOnWriteArrayList<>();
  private final List<Change> done = new CopyOnWriteArrayList<>();
  private volatile double trouble;
  private volatile int slowness;
  private volatile Runnable change = () -> {};

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

  /** Something that a client asked to be changed. */
  record Change(boolean gives, String what) {}

  List<String> settings() {
    return List.of("--entente.target.ldap.url=" + url(), "--entente.target.ldap.bind-dn=cn=admin",
        "--entente.target.ldap.password=secret", "--entente.target.ldap.base-dn=" + BASE);
  }

  /** @param share of the changes that go wrong, from 0 to 1 */
  void trouble(double share) {
    trouble = share;
  }

  /** @param millis that giving something takes at most; taking is quick, so that it can overtake */
  void slow(int millis) {
    slowness = millis;
  }

  String url() {
    return "ldap://127.0.0.1:" + server.getListenPort();
  }

  /** What was asked about somebody whose name bears the text, in the order of asking, the refused ones too. */
  List<Change> requests(String text) {
    return about(text, asked);
  }

  /** What was changed about somebody whose name bears the text, in the order of doing, whether the client was told or not. */
  List<Change> effects(String text) {
    return about(text, done);
  }

  /** Called at every change that is asked for, before it is done. */
  void onChange(Runnable listener) {
    change = listener;
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

  private static List<Change> about(String text, List<Change> log) {
    return log.stream().filter(each -> each.what().toLowerCase().contains(text.toLowerCase())).toList();
  }

  private static Change addition(ReadOnlyAddRequest request) {
    return new Change(true, request.toLDIFString());
  }

  private static Change deletion(ReadOnlyDeleteRequest request) {
    return new Change(false, request.getDN());
  }

  private static List<Change> modifications(ReadOnlyModifyRequest request) {
    return request.getModifications().stream().map(each -> new Change(each.getModificationType() == ModificationType.ADD,
        request.getDN() + " " + String.join(" ", each.getValues()))).toList();
  }

  private synchronized boolean strikes() {
    return random.nextDouble() < trouble;
  }

  private synchronized int pause() {
    return slowness == 0 ? 0 : random.nextInt(slowness);
  }

  private final class Trouble extends InMemoryOperationInterceptor {

    @Override
    public void processAddRequest(InMemoryInterceptedAddRequest request) throws LDAPException {
      received(List.of(addition(request.getRequest())));
    }

    @Override
    public void processDeleteRequest(InMemoryInterceptedDeleteRequest request) throws LDAPException {
      received(List.of(deletion(request.getRequest())));
    }

    @Override
    public void processModifyRequest(InMemoryInterceptedModifyRequest request) throws LDAPException {
      received(modifications(request.getRequest()));
    }

    @Override
    public void processAddResult(InMemoryInterceptedAddResult result) {
      performed(result.getResult(), List.of(addition(result.getRequest())));
    }

    @Override
    public void processDeleteResult(InMemoryInterceptedDeleteResult result) {
      performed(result.getResult(), List.of(deletion(result.getRequest())));
    }

    @Override
    public void processModifyResult(InMemoryInterceptedModifyResult result) {
      performed(result.getResult(), modifications(result.getRequest()));
      if (strikes()) {
        result.setResult(new LDAPResult(result.getMessageID(), ResultCode.BUSY));
      }
    }

    private void received(List<Change> changes) throws LDAPException {
      asked.addAll(changes);
      change.run();
      if (changes.stream().anyMatch(Change::gives)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause()));
      }
      if (strikes()) {
        throw new LDAPException(ResultCode.BUSY, "busy, come back later");
      }
    }

    private void performed(LDAPResult result, List<Change> changes) {
      if (ResultCode.SUCCESS.equals(result.getResultCode())) {
        done.addAll(changes);
      }
    }
  }
}
