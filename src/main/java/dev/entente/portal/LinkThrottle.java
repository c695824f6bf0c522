package dev.entente.portal;

import dev.entente.web.Throttle;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Bounds how often a link is asked for: from one network address, for one mail address, known or not, and in all. */
@Component
class LinkThrottle {

  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int ALL_TOGETHER = 50;

  private final Throttle perNetwork;
  private final Throttle perMailAddress;
  private final Throttle allTogether;

  LinkThrottle(Clock clock, @Value("${entente.portal.links-per-mail-address:5}") int perMailAddress,
      @Value("${entente.portal.links-per-network-address:30}") int perNetworkAddress) {
    this.perNetwork = new Throttle(clock, WINDOW, perNetworkAddress);
    this.perMailAddress = new Throttle(clock, WINDOW, perMailAddress);
    this.allTogether = new Throttle(clock, WINDOW, perNetworkAddress * ALL_TOGETHER);
  }

  boolean mayAsk(String mailAddress, String networkAddress) {
    return perNetwork.mayTry(Throttle.network(networkAddress)) && perMailAddress.mayTry(mailAddress.toLowerCase(Locale.ROOT)) && allTogether.mayTry("");
  }
}
