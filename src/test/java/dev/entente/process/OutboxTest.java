package dev.entente.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.EntenteTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

@EntenteTest
class OutboxTest {

  @Autowired
  ProcessOutbox outbox;

  @Autowired
  Processes processes;

  @Autowired
  JdbcClient jdbc;

  @Autowired
  TransactionTemplate transaction;

  @Autowired
  WebApplicationContext context;

  private final String key = "outbox-" + UUID.randomUUID();

  @Test
  void takesNothingOutsideATransaction() {
    assertThatThrownBy(() -> processes.publish("tested", key, Map.of())).isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  void forgetsWhatIsRolledBack() {
    transaction.executeWithoutResult(status -> {
      processes.publish("tested", key, Map.of());
      status.setRollbackOnly();
    });

    assertThat(rows()).isEmpty();
  }

  @Test
  void holdsBackTheSecondOfAKeyUntilTheFirstIsSent() {
    UUID first = parked("one");
    UUID second = parked("two");
    jdbc.sql("UPDATE process_outbox SET next_attempt_at = now() WHERE id IN (:ids)").param("ids", List.of(second)).update();

    assertThat(outbox.claim(second)).isEmpty();

    jdbc.sql("UPDATE process_outbox SET state = 'FAILED' WHERE id = :id").param("id", first).update();
    assertThat(outbox.claim(second)).as("a failed row holds back too").isEmpty();

    jdbc.sql("UPDATE process_outbox SET state = 'SENT' WHERE id = :id").param("id", first).update();
    assertThat(outbox.claim(second)).hasValueSatisfying(row -> assertThat(row.name()).isEqualTo("two"));
    assertThat(outbox.claim(second)).as("claimed is claimed").isEmpty();
    outbox.sent(second, null);
  }

  @Test
  void showsWhatFailedAndTakesItBack() {
    UUID id = parked("one");
    jdbc.sql("UPDATE process_outbox SET state = 'SENDING' WHERE id = :id").param("id", id).update();

    outbox.failed(id, "there is no such process");

    assertThat(outbox.failedRows(1000)).anySatisfy(row -> {
      assertThat(row.id()).isEqualTo(id);
      assertThat(row.error()).isEqualTo("there is no such process");
    });
    jdbc.sql("UPDATE process_outbox SET state = 'SENT' WHERE id = :id").param("id", id).update();
    assertThat(outbox.retry(id)).isFalse();
  }

  @Test
  void refusesToSettleWhatIsNotBeingSent() {
    UUID id = parked("one");

    assertThatThrownBy(() -> outbox.sent(id, 1L)).isInstanceOf(IllegalStateException.class).hasMessageContaining(id.toString());
    jdbc.sql("UPDATE process_outbox SET state = 'SENT' WHERE id = :id").param("id", id).update();
  }

  @Test
  void pausesAfterAFailureOfTheEngine() {
    UUID id = parked("one");
    jdbc.sql("UPDATE process_outbox SET state = 'SENDING' WHERE id = :id").param("id", id).update();

    outbox.postponed(id, Duration.ofHours(1), "away");

    assertThat(outbox.claim(id)).isEmpty();
    jdbc.sql("UPDATE process_outbox SET state = 'SENT' WHERE id = :id").param("id", id).update();
  }

  @Test
  void aMessageToWhatWaitsReachesNothingThatBeginsLater() {
    TestProcesses engine = new TestProcesses(context);
    String process = engine.deployWaiting("tested-stop");
    long before = engine.start(process, key, Map.of("partnerId", key));
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> engine.waits(before));

    transaction.executeWithoutResult(status -> processes.publishToWaiting("tested-stop", key, Map.of()));
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> engine.stateOf(before), "COMPLETED"::equals);
    transaction.executeWithoutResult(status -> processes.publishToWaiting("tested-stop", key, Map.of()));
    long after = engine.start(process, key, Map.of("partnerId", key));

    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> engine.waits(after));
    assertThat(engine.stateOf(after)).isEqualTo("ACTIVE");
    engine.cancel(after);
  }

  /** Due tomorrow, so that the running dispatcher leaves it alone. */
  private UUID parked(String name) {
    UUID id = UUID.randomUUID();
    jdbc.sql("""
            INSERT INTO process_outbox (id, kind, name, correlation_key, variables, next_attempt_at)
            VALUES (:id, 'MESSAGE', :name, :key, '{}', now() + interval '1 day')
            """)
        .param("id", id).param("name", name).param("key", key)
        .update();
    return id;
  }

  private List<String> rows() {
    return jdbc.sql("SELECT state FROM process_outbox WHERE correlation_key = :key").param("key", key).query(String.class).list();
  }
}
