package dev.entente.engine.api;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How long requests may wait, at most and when they don't say. */
@ConfigurationProperties("entente.engine")
record ApiProperties(@DefaultValue("10s") Duration usualWait, @DefaultValue("60s") Duration longestWait) {

  private static final Duration MARGIN = Duration.ofMillis(50);

  /** Negative: not at all. Zero: the usual time. Answers come a little early, before the client gives up. */
  Duration hold(long requestTimeoutMillis) {
    if (requestTimeoutMillis < 0) {
      return Duration.ZERO;
    }
    Duration wanted = requestTimeoutMillis == 0 ? usualWait : Duration.ofMillis(requestTimeoutMillis);
    Duration held = wanted.compareTo(longestWait) > 0 ? longestWait : wanted;
    return held.compareTo(MARGIN) > 0 ? held.minus(MARGIN) : held;
  }
}
