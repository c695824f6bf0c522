package dev.entente.process;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the engine is and how to sign in.
 *
 * @param restAddress the cluster's address, without {@code /v2}; empty is the embedded runtime at the application's own port
 */
@ConfigurationProperties("camunda.client")
record CamundaProperties(@Nullable URI restAddress, @Nullable Auth auth) {

  /**
   * Basic authentication with user name and password, or OAuth client credentials; the embedded runtime makes up a user of its own.
   *
   * @param tokenUrl the authorization server's token endpoint
   */
  record Auth(
      @Nullable String username,
      @Nullable String password,
      @Nullable String clientId,
      @Nullable String clientSecret,
      @Nullable String audience,
      @Nullable String tokenUrl) {}
}
