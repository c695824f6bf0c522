package dev.entente.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private Instant now = Instant.parse("2026-11-25T10:00:00Z");
  private final Throttle throttle = new Throttle(() -> now, Duration.ofMinutes(1), 2);

  @Test
  void takesSoManyTriesUntilTheTimeOfTheFirstIsOver() {
    assertThat(throttle.mayTry("a")).isTrue();
    now = now.plusSeconds(50);
    assertThat(throttle.mayTry("a")).isTrue();
    assertThat(throttle.mayTry("a")).isFalse();
    assertThat(throttle.mayTry("b")).isTrue();

    now = now.plusSeconds(10);

    assertThat(throttle.mayTry("a")).isTrue();
  }

  @Test
  void opensAgainWhenTheClockIsSetBack() {
    throttle.mayTry("a");
    throttle.mayTry("a");

    now = now.minusSeconds(3600);

    assertThat(throttle.mayTry("a")).isTrue();
  }

  @Test
  void forgetsTheOldestOfTooManyKeys() {
    throttle.mayTry("first");
    throttle.mayTry("first");
    for (int other = 1; other < Throttle.MOST_KEYS; other++) {
      throttle.mayTry("other " + other);
    }
    assertThat(throttle.isExhausted("first")).isTrue();

    throttle.mayTry("one more");

    assertThat(throttle.isExhausted("first")).isFalse();
  }

  @Test
  void takesTheAddressesOfOneCustomerAsOne() {
    assertThat(Throttle.network("2001:db8:1:2:a:b:c:d")).isEqualTo(Throttle.network("2001:db8:1:2::1")).isNotEqualTo(Throttle.network("2001:db8:1:3::1"));
    assertThat(Throttle.network("192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(Throttle.network("no:address")).isEqualTo("no:address");
  }
}
