package dev.entente.portal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Bounds how often a link is asked for within a quarter of an hour: for one mail address, known or not, from one network address, and in all; kept in
 * memory, for this node alone.
 */
@Component
class SignInThrottle {

  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int ALL_TOGETHER = 50;

  private final Clock clock;
  private final int perMailAddress;
  private final int perNetworkAddress;
  private final Map<String, Integer> tries = new HashMap<>();
  private Instant windowEnd = Instant.MIN;
  private int total;

  SignInThrottle(Clock clock, @Value("${entente.portal.links-per-mail-address:5}") int perMailAddress,
      @Value("${entente.portal.links-per-network-address:30}") int perNetworkAddress) {
    this.clock = clock;
    this.perMailAddress = perMailAddress;
    this.perNetworkAddress = perNetworkAddress;
  }

  synchronized boolean mayAsk(String mailAddress, String networkAddress) {
    Instant now = clock.instant();
    if (now.isAfter(windowEnd) || now.plus(WINDOW).isBefore(windowEnd)) {
      tries.clear();
      total = 0;
      windowEnd = now.plus(WINDOW);
    }
    String mail = "mail " + mailAddress.toLowerCase(Locale.ROOT);
    String network = "network " + networkAddress;
    if (total >= perNetworkAddress * ALL_TOGETHER || tries.getOrDefault(mail, 0) >= perMailAddress
        || tries.getOrDefault(network, 0) >= perNetworkAddress) {
      return false;
    }
    total++;
    tries.merge(mail, 1, Integer::sum);
    tries.merge(network, 1, Integer::sum);
    return true;
  }
}
