package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MessagesTest {

  private final Lab lab = Lab.shared();

  private static BpmnModelInstance receiver(String processId, String message) {
    return Bpmn.createExecutableProcess(processId).startEvent()
        .receiveTask("wait", task -> task.message(m -> m.name(message).zeebeCorrelationKeyExpression("id"))).endEvent().done();
  }

  @Test
  void aBufferedMessageIsTakenByTheNextThatWaitsOncePerProcess() {
    lab.deploy(receiver("msg_buffered", "msg-b"));
    lab.publish("msg-b", "b1", Duration.ofHours(1), Map.of("n", 1));
    long first = lab.start("msg_buffered", Map.of("id", "b1"));
    long second = lab.start("msg_buffered", Map.of("id", "b1"));
    assertThat(lab.state(first)).isEqualTo("COMPLETED");
    assertThat(lab.state(second)).isEqualTo("ACTIVE");
    lab.publish("msg-b", "b2", Duration.ofHours(1), Map.of());
    lab.pass(Duration.ofHours(2));
    long late = lab.start("msg_buffered", Map.of("id", "b2"));
    assertThat(lab.state(late)).isEqualTo("ACTIVE");
    lab.publish("msg-b", "nobody", Duration.ZERO, Map.of());
  }

  @Test
  void aMessageIdIsTakenOnceWhileBuffered() {
    Commands.PublishMessage message = new Commands.PublishMessage("msg-id", "k", Duration.ofHours(1), "42", Map.of());
    lab.engine.publishMessage(message);
    assertThatThrownBy(() -> lab.engine.publishMessage(message))
        .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(Rejected.Code.ALREADY_EXISTS));
    lab.pass(Duration.ofHours(2));
    lab.engine.publishMessage(message);
  }

  @Test
  void anInstanceIsStartedOncePerKeyAtATime() {
    lab.deploy(Bpmn.createExecutableProcess("msg_start").startEvent("begin").message("msg-begin")
        .serviceTask("work", task -> task.zeebeJobType("msg.work")).endEvent().done());
    lab.publish("msg-begin", "s1", Duration.ofHours(1), Map.of("round", 1));
    lab.publish("msg-begin", "s1", Duration.ofHours(1), Map.of("round", 2));
    assertThat(lab.jobs("msg.work", 5)).hasSize(1).first().satisfies(job -> {
      assertThat(job.variables()).contains("\"round\":1");
      lab.engine.completeJob(new Commands.CompleteJob(job.key(), Map.of()));
    });
    assertThat(lab.jobs("msg.work", 5)).hasSize(1).first().satisfies(job -> assertThat(job.variables()).contains("\"round\":2"));
  }

  @Test
  void correlatingAnswersTheInstanceOrNothingIsThere() {
    long instance = lab.start(receiver("msg_correlate", "msg-c"), "msg_correlate", Map.of("id", 77));
    assertThat(lab.engine.correlateMessage(new Commands.CorrelateMessage("msg-c", "77", Map.of())).processInstanceKey()).isEqualTo(instance);
    assertThatThrownBy(() -> lab.engine.correlateMessage(new Commands.CorrelateMessage("msg-c", "77", Map.of())))
        .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(Rejected.Code.NOT_FOUND));
    assertThat(lab.jdbc.sql("select state from engine.message_subscription where process_instance_key = :key").param("key", instance)
        .query(String.class).list()).containsExactly("CORRELATED");
  }

  @Test
  void noneIsMissedWhenPublishedWhileTheInstanceBeginsToWait() throws Exception {
    lab.deploy(receiver("msg_race", "msg-race"));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Long>> instances = new ArrayList<>();
    List<Future<?>> published = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      String key = "race-" + n;
      instances.add(threads.submit(() -> lab.start("msg_race", Map.of("id", key))));
      published.add(threads.submit(() -> lab.publish("msg-race", key, Duration.ofHours(1), Map.of())));
    }
    for (Future<?> done : published) {
      done.get();
    }
    for (Future<Long> instance : instances) {
      assertThat(lab.state(instance.get())).isEqualTo("COMPLETED");
    }
    threads.shutdown();
  }


  @Test
  void aMessageReachesAProcessOnceThoughItEndsOrWaitsAgainAtOnce() {
    lab.deploy(Bpmn.createExecutableProcess("msg_once_start").startEvent("begin").message("msg-once-1").endEvent().done());
    lab.publish("msg-once-1", "o1", Duration.ofHours(1), Map.of());
    assertThat(lab.jdbc.sql("select count(*) from engine.process_instance where process_id = 'msg_once_start'").query(Integer.class).single()).isEqualTo(1);

    lab.deploy(Bpmn.createExecutableProcess("msg_once").startEvent()
        .receiveTask("first", task -> task.message(m -> m.name("msg-once-2").zeebeCorrelationKeyExpression("id")))
        .receiveTask("second", task -> task.message(m -> m.name("msg-once-2").zeebeCorrelationKeyExpression("id"))).endEvent().done());
    long waiting = lab.start("msg_once", Map.of("id", "o2"));
    lab.publish("msg-once-2", "o2", Duration.ofHours(1), Map.of());
    assertThat(lab.active(waiting)).containsExactly("second");
    lab.publish("msg-once-2", "o2", Duration.ofHours(1), Map.of());
    assertThat(lab.state(waiting)).isEqualTo("COMPLETED");

    lab.publish("msg-once-2", "o3", Duration.ofHours(1), Map.of());
    long later = lab.start("msg_once", Map.of("id", "o3"));
    assertThat(lab.active(later)).containsExactly("second");
    assertThat(lab.leftovers(waiting)).isEmpty();
  }
}
