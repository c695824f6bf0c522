package dev.entente.provisioning;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the directory is and how to sign in to it; read at each connection, so that it may be known only once the directory runs.
 *
 * @param url {@code ldap://host:port} or {@code ldaps://host:port}
 * @param timeout for a connection and for each answer
 */
@ConfigurationProperties("entente.target.ldap")
public record LdapProperties(
    @Nullable String url,
    @Nullable String bindDn,
    @Nullable String password,
    @DefaultValue("dc=entente,dc=example") String baseDn,
    @DefaultValue("5s") Duration timeout) {

  @Override
  public String toString() {
    return "LdapProperties[url=" + url + ", bindDn=" + bindDn + ", baseDn=" + baseDn + ", timeout=" + timeout + "]";
  }
}
