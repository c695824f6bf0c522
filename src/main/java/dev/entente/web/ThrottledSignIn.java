package dev.entente.web;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Slows guessing down: after some failures within a minute a name is refused for the rest of it at the address they came from. */
class ThrottledSignIn implements AuthenticationProvider {

  static final int FAILURES = 10;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final AuthenticationProvider provider;
  private final Throttle failures;

  /** @param time the real one: a clock moved for processes must not open or close the door */
  ThrottledSignIn(AuthenticationProvider provider, InstantSource time) {
    this.provider = provider;
    this.failures = new Throttle(time, WINDOW, FAILURES);
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String key = attempt.getName() + " " + address(attempt);
    if (failures.isExhausted(key)) {
      throw new LockedException("Too many attempts; try again in a minute");
    }
    try {
      Authentication signedIn = provider.authenticate(attempt);
      failures.forget(key);
      return signedIn;
    } catch (BadCredentialsException e) {
      failures.count(key);
      throw e;
    }
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  private static String address(Authentication attempt) {
    return attempt.getDetails() instanceof WebAuthenticationDetails details ? Throttle.network(details.getRemoteAddress()) : "";
  }
}
