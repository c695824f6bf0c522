package dev.entente.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizationContext;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.RefreshTokenOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException.TooManyRequests;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;

/**
 * Whether what the provider said of somebody still holds: as long as the access token lives, and then as long as it says so again.
 *
 * <p>While the provider is out of reach (no connection, an error of its own) what it said last holds for {@link #GRACE} after the token's end, so that a
 * restart there throws nobody out in the middle of a decision; it is asked again no more often than each {@link #PAUSE}. After that the person is out: what
 * can't be asked can't be trusted any longer. Whatever it answers in words but not as it should is a refusal.
 */
@Component
class ProviderStanding {

  static final Duration GRACE = Duration.ofMinutes(5);
  static final Duration PAUSE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(ProviderStanding.class);
  private static final String ASKED_AT = ProviderStanding.class.getName() + ".ASKED_AT";

  /** In the session: kept by name instead, the second browser of a person would find a fresh token and never learn what the first one learned. */
  private final OAuth2AuthorizedClientRepository clients = new HttpSessionOAuth2AuthorizedClientRepository();
  private final RefreshTokenOAuth2AuthorizedClientProvider refreshing = new RefreshTokenOAuth2AuthorizedClientProvider();
  private final Clock clock;

  ProviderStanding(Clock clock, ApplicationEventPublisher events) {
    this.clock = clock;
    refreshing.setClock(clock);
    refreshing.setClockSkew(Duration.ZERO);
    refreshing.setAccessTokenResponseClient(ProviderCalls.refreshes());
    refreshing.setApplicationEventPublisher(events);
  }

  OAuth2AuthorizedClientRepository clients() {
    return clients;
  }

  boolean isFresh(OAuth2AuthenticationToken person, HttpServletRequest request) {
    OAuth2AuthorizedClient client = known(person, request);
    return client != null && !clock.instant().isAfter(end(client));
  }

  /**
   * Asks the provider unless somebody has just done so; its answer replaces the signed-in person in the security context and the session. One at a time in a
   * session: many providers take a refresh token once, and lock out who uses it twice.
   *
   * @return whether the person is still signed in
   */
  boolean confirm(OAuth2AuthenticationToken person, HttpServletRequest request, HttpServletResponse response) {
    OAuth2AuthorizedClient client = known(person, request);
    if (client == null || isFresh(person, request)) {
      return client != null;
    }
    if (client.getRefreshToken() == null) {
      LOG.info("Provider {} gave no refresh token: a session ends with its access token", client.getClientRegistration().getRegistrationId());
      return false;
    }
    boolean bearable = clock.instant().isBefore(end(client).plus(GRACE));
    if (bearable && justAsked(request.getSession())) {
      return true;
    }
    try {
      return ask(client, person, request, response);
    } catch (OAuth2AuthorizationException | OAuth2AuthenticationException failed) {
      request.getSession().setAttribute(ASKED_AT, clock.instant());
      boolean outOfReach = isOutOfReach(failed);
      LOG.warn("Provider {} {}: {}", client.getClientRegistration().getRegistrationId(), outOfReach ? "is out of reach" : "refuses a session", code(failed));
      return outOfReach && bearable;
    }
  }

  private boolean ask(OAuth2AuthorizedClient client, OAuth2AuthenticationToken person, HttpServletRequest request, HttpServletResponse response) {
    OAuth2AuthorizedClient renewed = refreshing.authorize(OAuth2AuthorizationContext.withAuthorizedClient(client).principal(person).build());
    if (renewed == null || SecurityContextHolder.getContext().getAuthentication() == person) {
      LOG.warn("Provider {} gave no ID token when it renewed a token: a session ends", client.getClientRegistration().getRegistrationId());
      return false;
    }
    clients.saveAuthorizedClient(renewed, person, request, response);
    request.getSession().removeAttribute(ASKED_AT);
    return true;
  }

  private boolean justAsked(HttpSession session) {
    return session.getAttribute(ASKED_AT) instanceof Instant at && clock.instant().isBefore(at.plus(PAUSE));
  }

  private @Nullable OAuth2AuthorizedClient known(OAuth2AuthenticationToken person, HttpServletRequest request) {
    return clients.loadAuthorizedClient(person.getAuthorizedClientRegistrationId(), person, request);
  }

  /** Where the provider does not say how long the token lives it is a second. */
  private static Instant end(OAuth2AuthorizedClient client) {
    Instant end = client.getAccessToken().getExpiresAt();
    return end == null ? Instant.EPOCH : end;
  }

  private static boolean isOutOfReach(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ResourceAccessException || cause instanceof HttpServerErrorException || cause instanceof TooManyRequests) {
        return true;
      }
    }
    return false;
  }

  private static String code(RuntimeException failed) {
    return failed instanceof OAuth2AuthorizationException refused ? refused.getError().getErrorCode()
        : ((OAuth2AuthenticationException) failed).getError().getErrorCode();
  }
}
