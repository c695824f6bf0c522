package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockTest {

  private Lab lab;

  @BeforeEach
  void start() {
    lab = new Lab();
  }

  @AfterEach
  void stop() {
    lab.engine.close();
  }

  @Test
  void aMovedClockStaysMovedOverARestart() {
    lab.engine.addToClock(Duration.ofDays(40));
    lab.restart();

    assertThat(lab.engine.clock().instant()).isCloseTo(Instant.now().plus(Duration.ofDays(40)), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void whereMovingIsNotAllowedTimeIsTheSystems() {
    lab.engine.addToClock(Duration.ofDays(40));
    lab.engine.close();
    lab.engine = new Engine(lab.dataSource, new EngineClock(false));

    assertThat(lab.engine.clock().instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    assertThatIllegalStateException().isThrownBy(() -> lab.engine.addToClock(Duration.ofDays(1)));
    assertThat(lab.engine.clock().instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }
}
