package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.camunda.zeebe.model.bpmn.Bpmn;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
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

  @Test
  void timersThatCanNotBeFiredKeepNoOtherFromIt() {
    lab.jdbc.sql("""
        insert into engine.timer (key, due, repetitions, element_id, definition_key)
        select -n, timestamptz '2020-01-01T00:00:00Z', 1, 'gone', -1 from generate_series(1, 150) n""").update();
    long instance = lab.start(Bpmn.createExecutableProcess("clock_timer").startEvent()
        .intermediateCatchEvent("wait", event -> event.timerWithDuration("PT1H")).endEvent().done(), "clock_timer", Map.of());
    lab.engine.addToClock(Duration.ofHours(2));
    lab.eventually(() -> lab.state(instance).equals("COMPLETED"));
    assertThat(lab.jdbc.sql("select count(*) from engine.timer where not_before is not null").query(Integer.class).single()).isEqualTo(150);
  }
}
