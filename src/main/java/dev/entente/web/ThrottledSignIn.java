package dev.entente.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Slows guessing down: after some failures within a minute a name is refused for the rest of it at the address they came from. */
class ThrottledSignIn implements AuthenticationProvider {

  static final int FAILURES = 10;
  private static final int REMEMBERED = 10_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final AuthenticationProvider provider;
  private final InstantSource time;
  private final Map<String, Failures> failures = new ConcurrentHashMap<>();

  private record Failures(Instant since, int count) {}

  /** @param time the real one: a clock moved for processes must not open or close the door */
  ThrottledSignIn(AuthenticationProvider provider, InstantSource time) {
    this.provider = provider;
    this.time = time;
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String key = attempt.getName() + " " + address(attempt);
    Failures known = failures.get(key);
    if (known != null && isRecent(known) && known.count() >= FAILURES) {
      throw new LockedException("Too many attempts; try again in a minute");
    }
    try {
      Authentication signedIn = provider.authenticate(attempt);
      failures.remove(key);
      return signedIn;
    } catch (BadCredentialsException e) {
      count(key);
      throw e;
    }
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  private void count(String key) {
    if (failures.size() >= REMEMBERED) {
      failures.values().removeIf(known -> !isRecent(known));
    }
    failures.compute(key, (name, known) ->
        known == null || !isRecent(known) ? new Failures(time.instant(), 1) : new Failures(known.since(), known.count() + 1));
  }

  private boolean isRecent(Failures known) {
    return known.since().plus(WINDOW).isAfter(time.instant());
  }

  private static String address(Authentication attempt) {
    return attempt.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
  }
}
