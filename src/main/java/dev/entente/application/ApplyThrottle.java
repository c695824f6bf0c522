package dev.entente.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Bounds how often one address, and all together, may send the public form: within an hour, kept in memory, for this node alone. */
@Component
class ApplyThrottle {

  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int ALL_TOGETHER = 50;

  private final Clock clock;
  private final int perAddress;
  private final Map<String, Integer> tries = new HashMap<>();
  private Instant windowEnd = Instant.MIN;
  private int total;

  ApplyThrottle(Clock clock, @Value("${entente.apply.per-hour:20}") int perAddress) {
    this.clock = clock;
    this.perAddress = perAddress;
  }

  synchronized boolean mayTry(String address) {
    Instant now = clock.instant();
    if (now.isAfter(windowEnd) || now.plus(WINDOW).isBefore(windowEnd)) {
      tries.clear();
      total = 0;
      windowEnd = now.plus(WINDOW);
    }
    if (total >= perAddress * ALL_TOGETHER || tries.getOrDefault(address, 0) >= perAddress) {
      return false;
    }
    total++;
    tries.merge(address, 1, Integer::sum);
    return true;
  }
}
