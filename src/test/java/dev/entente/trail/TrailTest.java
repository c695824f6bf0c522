package dev.entente.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.entente.EntenteTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@EntenteTest
class TrailTest {

  @Autowired
  Trail trail;

  @Autowired
  TrailList list;

  @Autowired
  Verification verification;

  @Autowired
  JdbcClient jdbc;

  @Autowired
  TransactionTemplate transaction;

  String subject = "test:" + UUID.randomUUID();

  @Test
  void entriesAreSealedMomentsLaterAndTheChainVerifies() {
    record(3);

    awaitSealed();

    assertThat(list.find(TrailList.Filter.ofSubject(subject), 0, 10)).hasSize(3)
        .allSatisfy(item -> assertThat(item.hash()).hasSize(64))
        .first().satisfies(item -> assertThat(item.details()).containsEntry("number", 2).containsEntry("name", "Zürich \"&\" Söhne"));
    assertThat(verification.verify(false).verified()).isTrue();
  }

  @Test
  void thePastCannotBeChangedOrRemoved() {
    record(1);
    awaitSealed();

    assertRefused("UPDATE trail SET details = '{}' WHERE subject = :subject");
    assertRefused("UPDATE trail SET hash = NULL, previous_hash = NULL, chain_position = NULL WHERE subject = :subject");
    assertRefused("DELETE FROM trail WHERE subject = :subject");
    assertThatThrownBy(() -> jdbc.sql("TRUNCATE trail").update()).hasMessageContaining("append-only");
  }

  /** Somebody with all rights of the database goes around the triggers; it is undone, as other tests verify too. */
  @Test
  void whatWasChangedBehindItsBackIsFoundAtItsPosition() {
    record(2);
    awaitSealed();
    long position = jdbc.sql("SELECT min(chain_position) FROM trail WHERE subject = :subject").param("subject", subject).query(Long.class).single();

    assertThat(verifiedAfter("UPDATE trail SET actor = 'mallory' WHERE chain_position = :position", position))
        .satisfies(result -> assertThat(result.firstBadPosition()).isEqualTo(position))
        .satisfies(result -> assertThat(result.reason()).contains("changed"));
    assertThat(verifiedAfter("DELETE FROM trail WHERE chain_position = :position", position).firstBadPosition()).isEqualTo(position);
    assertThat(verification.verify(false).verified()).isTrue();
  }

  @Test
  void aFactWithoutItsTransactionIsRefused() {
    assertThatThrownBy(() -> trail.record(TrailEntry.of(subject, "tester", "test.done", Map.of()))).isInstanceOf(IllegalTransactionStateException.class);
  }

  private Verification.Result verifiedAfter(String change, long position) {
    return transaction.execute(status -> {
      jdbc.sql("ALTER TABLE trail DISABLE TRIGGER USER").update();
      assertThat(jdbc.sql(change).param("position", position).update()).isEqualTo(1);
      Verification.Result result = verification.verify(false);
      status.setRollbackOnly();
      return result;
    });
  }

  private void record(int count) {
    transaction.executeWithoutResult(status -> {
      for (int number = 0; number < count; number++) {
        trail.record(TrailEntry.of(subject, "tester", "test.done", Map.of("number", number, "name", "Zürich \"&\" Söhne")));
      }
    });
  }

  private void awaitSealed() {
    await().until(() -> jdbc.sql("SELECT count(*) FROM trail WHERE subject = :subject AND hash IS NULL").param("subject", subject).query(Long.class).single() == 0);
  }

  private void assertRefused(String statement) {
    assertThatThrownBy(() -> jdbc.sql(statement).param("subject", subject).update()).hasMessageContaining("append-only");
  }
}
