package dev.entente.termination;

import static dev.entente.termination.TestExit.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.access.Suspending;
import dev.entente.partner.Stage;
import dev.entente.termination.Termination.Gravity;
import dev.entente.termination.Termination.Reason;
import dev.entente.termination.Termination.State;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Terminations that are called off at the last moment, or while somebody else has a reason of their own to keep access off. */
class CallingOffTest extends TerminatingTest {

  @Autowired Suspending suspending;
  @Autowired TransactionTemplate transactions;

  @Test
  void whatIsCalledOffBeforeTheUnwindHasBegunIsNotUnwoundAlsoWhenTheNoticeWasOverAlready() {
    long id = inNotice(Reason.CONVENIENCE, Gravity.ORDINARY);

    atTheLastMoment(id, () -> assertThat(callingOff.withdrawn(id, "They stay after all", "carla")).isEmpty());

    state(id, State.WITHDRAWN);
    assertThat(stage()).isEqualTo(Stage.ACTIVE);
    assertThat(exit.task(partner, "task_settleObligations")).isEmpty();
    assertThat(licenses.standing(partner).active()).as("nothing was taken").hasSize(1);
    assertThat(mails("termination-called-off")).hasSize(2);
  }

  @Test
  void aCureComesTooLateWhenItsTimeIsOverAlthoughTheUnwindHasNotBegun() {
    long id = inNotice(Reason.BREACH, Gravity.ORDINARY);

    atTheLastMoment(id, () -> assertThat(callingOff.cured(id, "Done now", "carla")).contains("termination.callOff.tooLate"));

    state(id, State.UNWINDING);
  }

  @Test
  void onlyTheFirstDecisionToCallOffCounts() {
    long id = inNotice(Reason.BREACH, Gravity.ORDINARY);

    transactions.executeWithoutResult(status -> {
      assertThat(callingOff.cured(id, "Closed the repository", "carla")).isEmpty();
      assertThat(callingOff.withdrawn(id, "Also by us", "dora")).contains("termination.callOff.already");
    });

    state(id, State.CURED);
    assertThat(terminations.get(id).calledOffBy()).isEqualTo("carla");
  }

  @Test
  void anApprovalThatWasGivenWhileItWasWithdrawnGivesNoNotice() {
    long id = request(Reason.CONVENIENCE, Gravity.ORDINARY);
    people.seat(partner, "legal");
    transactions.executeWithoutResult(status -> {
      terminations.lock(id);
      CompletableFuture.runAsync(() -> people.approve(partner, "lena", "legal")).join();
      awaitJob("termination.giveNotice");
      assertThat(callingOff.withdrawn(id, "A mistake", "carla")).isEmpty();
    });

    state(id, State.WITHDRAWN);
    assertThat(stage()).isEqualTo(Stage.ACTIVE);
    assertThat(mails("termination-notice")).isEmpty();
  }

  @Test
  void aSuspensionThatSomebodyElseOrderedDuringTheNoticeOutlivesTheTermination() {
    long id = inNotice(Reason.CONVENIENCE, Gravity.ORDINARY);
    assertThat(suspending.suspend(partner, "Keys were seen in public", "connie").refused()).isFalse();
    soon().untilAsserted(() -> assertThat(suspension()).isEqualTo("SUSPENDED"));

    assertThat(callingOff.withdrawn(id, "They stay after all", "carla")).isEmpty();

    state(id, State.WITHDRAWN);
    assertThat(stage()).isEqualTo(Stage.SUSPENDED);
    assertThat(suspension()).isEqualTo("SUSPENDED");
    assertThat(licenses.standing(partner).active()).isEmpty();
    suspending.ask(partner, "Keys were changed", "connie");
    assertThat(suspending.reinstate(partner, "carla").refused()).isFalse();
    soon().untilAsserted(() -> assertThat(suspension()).isEqualTo("REINSTATED"));
    assertThat(stage()).isEqualTo(Stage.ACTIVE);
  }

  @Test
  void aSuspensionOrderedBesideTheOneOfTheTerminationOutlivesIt() {
    long id = request(Reason.SANCTIONS, Gravity.ORDINARY);
    people.seat(partner, "legal");
    soon().untilAsserted(() -> assertThat(suspension()).isEqualTo("SUSPENDED"));
    assertThat(suspending.suspend(partner, "Keys were seen in public", "connie").refused()).isFalse();

    people.reject(partner, "lena", "legal", "Another company of that name");

    state(id, State.REJECTED);
    soon().untilAsserted(() -> assertThat(running()).isFalse());
    assertThat(stage()).isEqualTo(Stage.SUSPENDED);
    assertThat(suspension()).isEqualTo("SUSPENDED");
    assertThat(licenses.standing(partner).active()).isEmpty();
  }

  private long inNotice(Reason reason, Gravity gravity) {
    long id = request(reason, gravity);
    people.approve(partner, "lena", "legal");
    state(id, State.NOTICE);
    return id;
  }

  /** The notice is over and the process has left the wait, but the case is still locked by this transaction. */
  private void atTheLastMoment(long id, Runnable then) {
    transactions.executeWithoutResult(status -> {
      terminations.lock(id);
      move(Duration.ofDays(31));
      awaitJob("termination.beginUnwind");
      then.run();
    });
  }

  private void awaitJob(String type) {
    soon().until(() -> jobs(type) > 0);
  }

  private long jobs(String type) {
    return jdbc.sql("""
            SELECT count(*) FROM engine.job j JOIN engine.process_instance i ON i.key = j.process_instance_key
            WHERE i.business_id = :id AND j.type = :type AND j.end_time IS NULL
            """)
        .param("id", partner.value()).param("type", type).query(Long.class).single();
  }

  private boolean running() {
    return jdbc.sql("SELECT EXISTS (SELECT FROM engine.process_instance WHERE business_id = :id AND process_id = 'termination-unwind' AND end_date IS NULL)")
        .param("id", partner.value()).query(Boolean.class).single();
  }

  private String suspension() {
    return jdbc.sql("SELECT state FROM access_suspension WHERE partner_id = :id ORDER BY id DESC LIMIT 1").param("id", partner.value()).query(String.class).single();
  }
}
