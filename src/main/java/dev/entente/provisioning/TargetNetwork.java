package dev.entente.provisioning;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which addresses targets are reached at: those of this machine and of its own link (where clouds keep the machine's credentials) only where
 * {@code entente.target.local-addresses} allows it.
 *
 * <p>What is looked at is the address that is then connected to, so that a name can't lead elsewhere after it was looked at.
 */
@Component
class TargetNetwork implements DisposableBean {

  private static final int CONNECTIONS = 64;
  private static final int CONNECTIONS_OF_ONE = 8;
  private static final Timeout LONGEST_CONNECT = Timeout.ofSeconds(10);

  private final boolean localAllowed;
  private final CloseableHttpAsyncClient http;

  TargetNetwork(@Value("${entente.target.local-addresses:false}") boolean localAllowed) {
    this.localAllowed = localAllowed;
    this.http = HttpAsyncClients.custom()
        .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
            .setDnsResolver(new Resolver())
            .setMaxConnTotal(CONNECTIONS)
            .setMaxConnPerRoute(CONNECTIONS_OF_ONE)
            .setDefaultTlsConfig(TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1).build())
            .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(LONGEST_CONNECT).setValidateAfterInactivity(TimeValue.ofSeconds(1)).build())
            .build())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
    http.start();
  }

  /** A client that follows no redirect and repeats nothing. */
  CloseableHttpAsyncClient http() {
    return http;
  }

  /** @throws UnknownHostException also for a name that leads to an address that is not allowed */
  InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    for (InetAddress address : addresses) {
      if (!localAllowed && isLocal(address)) {
        throw new UnknownHostException(host + " leads to this machine or its own link (" + address.getHostAddress()
            + "), which entente.target.local-addresses does not allow");
      }
    }
    return addresses;
  }

  static boolean isLocal(InetAddress address) {
    boolean thisNetwork = address instanceof Inet4Address && address.getAddress()[0] == 0;
    return thisNetwork || address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress();
  }

  @Override
  public void destroy() throws Exception {
    http.close();
  }

  private final class Resolver implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return TargetNetwork.this.resolve(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
