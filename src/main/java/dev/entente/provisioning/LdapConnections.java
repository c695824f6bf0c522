package dev.entente.provisioning;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.NameResolver;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.SSLUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Set;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** Connections to the directory, opened when first needed, and its failures told apart: worth another try or not. */
class LdapConnections {

  private static final int MOST_CONNECTIONS = 8;

  /** A wrong password is listed too: an administrator can set it right while the job waits. */
  private static final Set<ResultCode> WORTH_ANOTHER_TRY = Set.of(
      ResultCode.CONNECT_ERROR, ResultCode.SERVER_DOWN, ResultCode.TIMEOUT, ResultCode.BUSY, ResultCode.UNAVAILABLE,
      ResultCode.TIME_LIMIT_EXCEEDED, ResultCode.LOCAL_ERROR, ResultCode.DECODING_ERROR, ResultCode.OTHER, ResultCode.OPERATIONS_ERROR,
      ResultCode.ADMIN_LIMIT_EXCEEDED, ResultCode.INVALID_CREDENTIALS);

  private final LdapProperties properties;
  private final boolean startTls;
  private final @Nullable TargetNetwork network;
  private @Nullable LDAPConnectionPool pool;

  /**
   * @param startTls asks for TLS on a connection that began without, before anything is sent
   * @param network that says where it may connect to; none for the directory that the application's own settings name
   */
  LdapConnections(LdapProperties properties, boolean startTls, @Nullable TargetNetwork network) {
    this.network = network;
    this.properties = properties;
    this.startTls = startTls;
  }

  /** One exchange with the directory. */
  @FunctionalInterface
  interface Exchange<T> {
    T with(LDAPConnectionPool directory) throws LDAPException;
  }

  /**
   * @throws TargetUnavailable when the directory can't be reached or does not answer in time
   * @throws TargetRefused when it answers no
   */
  <T> T call(String what, Exchange<T> exchange) {
    try {
      return exchange.with(pool());
    } catch (LDAPException failure) {
      String message = what + ": the directory answered " + failure.getResultCode() + " (" + failure.getMessage() + ")";
      if (WORTH_ANOTHER_TRY.contains(failure.getResultCode())) {
        throw new TargetUnavailable(message, failure);
      }
      throw new TargetRefused(message, failure);
    }
  }

  private synchronized LDAPConnectionPool pool() throws LDAPException {
    LDAPConnectionPool open = pool;
    if (open == null) {
      open = open();
      pool = open;
    }
    return open;
  }

  private LDAPConnectionPool open() throws LDAPException {
    if (properties.url() == null) {
      throw new LDAPException(ResultCode.CONNECT_ERROR, "no directory is connected; set entente.target.ldap.url");
    }
    LDAPURL url = new LDAPURL(properties.url());
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    int millis = Math.toIntExact(properties.timeout().toMillis());
    options.setConnectTimeoutMillis(millis);
    options.setResponseTimeoutMillis(millis);
    options.setFollowReferrals(false);
    if (network != null) {
      options.setNameResolver(new Allowed(network));
    }
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    // No connection at first: the pool outlives a directory that is down, and connects again by itself.
    LDAPConnectionPool opened = new LDAPConnectionPool(
        new SingleServerSet(url.getHost(), url.getPort(), sockets(url), options), bind(), 0, MOST_CONNECTIONS, startTls(), false);
    opened.setRetryFailedOperationsDueToInvalidConnections(true);
    opened.setMaxWaitTimeMillis(millis);
    return opened;
  }

  private @Nullable BindRequest bind() {
    return properties.bindDn() == null ? null : new SimpleBindRequest(properties.bindDn(), properties.password() == null ? "" : properties.password());
  }

  private static @Nullable SocketFactory sockets(LDAPURL url) throws LDAPException {
    if (!"ldaps".equalsIgnoreCase(url.getScheme())) {
      return null;
    }
    try {
      return new SSLUtil().createSSLSocketFactory();
    } catch (GeneralSecurityException failure) {
      throw new LDAPException(ResultCode.CONNECT_ERROR, "TLS could not be prepared", failure);
    }
  }

  private @Nullable PostConnectProcessor startTls() throws LDAPException {
    if (!startTls) {
      return null;
    }
    try {
      return new StartTLSPostConnectProcessor(new SSLUtil().createSSLContext());
    } catch (GeneralSecurityException failure) {
      throw new LDAPException(ResultCode.CONNECT_ERROR, "TLS could not be prepared", failure);
    }
  }

  /** The addresses of a name that may be connected to. */
  private static final class Allowed extends NameResolver {

    private final TargetNetwork network;

    private Allowed(TargetNetwork network) {
      this.network = network;
    }

    @Override
    public InetAddress getByName(String host) throws UnknownHostException {
      return network.resolve(host)[0];
    }

    @Override
    public InetAddress[] getAllByName(String host) throws UnknownHostException {
      return network.resolve(host);
    }

    @Override
    public void toString(StringBuilder text) {
      text.append("allowed addresses");
    }
  }

  synchronized void close() {
    if (pool != null) {
      pool.close();
    }
  }
}
