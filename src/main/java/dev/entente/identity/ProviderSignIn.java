package dev.entente.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.stereotype.Component;

/** Signs people in and out at the configured providers, by authorization code with PKCE. */
@Component
public class ProviderSignIn {

  private static final Logger LOG = LoggerFactory.getLogger(ProviderSignIn.class);

  private final ObjectProvider<ClientRegistrationRepository> configured;
  private final ProviderStanding standing;
  private final UserNames names;

  ProviderSignIn(ObjectProvider<ClientRegistrationRepository> configured, ProviderStanding standing, UserNames names) {
    this.configured = configured;
    this.standing = standing;
    this.names = names;
  }

  /** @param page where people choose how to sign in; it is given {@code refused} or {@code logout} when they come back */
  public void set(HttpSecurity http, String page) throws Exception {
    http.oauth2Login(login -> login.loginPage(page)
            .authorizedClientRepository(standing.clients())
            .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(ProviderCalls.codes()))
            .userInfoEndpoint(endpoint -> endpoint.oidcUserService(new People(names)))
            .failureHandler(new Refusal(page + "?refused")))
        .logout(logout -> logout.logoutSuccessHandler(signedOut(page + "?logout")))
        .addFilterBefore(new StandingCheck(standing), AnonymousAuthenticationFilter.class);
  }

  /** At the provider too where it says how; else the next click on it would sign in the same person unasked. */
  private LogoutSuccessHandler signedOut(String page) {
    OidcClientInitiatedLogoutSuccessHandler handler = new OidcClientInitiatedLogoutSuccessHandler(configured.getObject());
    handler.setPostLogoutRedirectUri("{baseUrl}" + page);
    handler.setDefaultTargetUrl(page);
    return handler;
  }

  /** Says on the page that it failed, and why in the log. */
  private static final class Refusal extends SimpleUrlAuthenticationFailureHandler {

    Refusal(String url) {
      super(url);
    }

    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) throws IOException,
        ServletException {
      LOG.warn("A sign-in at an identity provider failed: {}", failure instanceof OAuth2AuthenticationException refused
          ? refused.getError().getErrorCode() : failure.getClass().getSimpleName());
      super.onAuthenticationFailure(request, response, failure);
    }
  }
}
