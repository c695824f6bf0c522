package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventsTest {

  private final Lab lab = Lab.shared();

  @Test
  void boundaryTimersRemindAndThenInterrupt() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("ev_timer").startEvent()
        .userTask("ask", task -> task.zeebeUserTask())
        .boundaryEvent("remind", boundary -> boundary.cancelActivity(false).timerWithCycle("R/P5D"))
        .serviceTask("reminder", task -> task.zeebeJobType("ev.remind")).endEvent()
        .moveToActivity("ask").boundaryEvent("expire", boundary -> boundary.timerWithDuration("P30D")).endEvent("expired")
        .moveToActivity("ask").endEvent().done();
    long instance = lab.start(model, "ev_timer", Map.of());
    lab.pass(Duration.ofDays(16));
    assertThat(lab.jobs("ev.remind", 10)).hasSize(3);
    assertThat(lab.active(instance)).contains("ask");
    lab.pass(Duration.ofDays(15));
    assertThat(lab.elements(instance)).contains("ask TERMINATED", "expired COMPLETED");
    assertThat(lab.state(instance)).isEqualTo("ACTIVE");
    lab.jobs("ev.remind", 10).forEach(job -> lab.engine.completeJob(new Commands.CompleteJob(job.key(), Map.of())));
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.leftovers(instance)).isEmpty();
  }

  @Test
  void anErrorOfAJobIsCaughtByCodeThenByCatchAllElseRaisesAnIncident() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("ev_error").startEvent()
        .subProcess("sub", sub -> sub.embeddedSubProcess().startEvent().serviceTask("risky", task -> task.zeebeJobType("ev.risky"))
            .boundaryEvent("known", boundary -> boundary.error("KNOWN")).endEvent("handled")
            .moveToActivity("risky").endEvent())
        .boundaryEvent("any", boundary -> boundary.error()).endEvent("anyEnd")
        .moveToActivity("sub").endEvent("fine").done();
    long known = lab.start(model, "ev_error", Map.of());
    lab.engine.throwError(new Commands.ThrowError(lab.job("ev.risky").key(), "KNOWN", "so it is", Map.of("detail", 7)));
    assertThat(lab.elements(known)).contains("risky TERMINATED", "known COMPLETED", "handled COMPLETED", "fine COMPLETED");
    assertThat(lab.variables(known)).containsKey("detail");
    long other = lab.start("ev_error", Map.of());
    lab.engine.throwError(new Commands.ThrowError(lab.job("ev.risky").key(), "OTHER", null, Map.of()));
    assertThat(lab.elements(other)).contains("sub TERMINATED", "any COMPLETED", "anyEnd COMPLETED");
    assertThat(lab.leftovers(other)).isEmpty();

    BpmnModelInstance bare = Bpmn.createExecutableProcess("ev_error_bare").startEvent()
        .serviceTask("risky", task -> task.zeebeJobType("ev.bare")).endEvent().done();
    long uncaught = lab.start(bare, "ev_error_bare", Map.of());
    lab.engine.throwError(new Commands.ThrowError(lab.job("ev.bare").key(), "X", null, Map.of()));
    assertThat(lab.incidents(uncaught)).containsExactly("UNHANDLED_ERROR_EVENT");
    lab.engine.resolveIncident(lab.incident(uncaught));
    lab.complete("ev.bare");
    assertThat(lab.state(uncaught)).isEqualTo("COMPLETED");
  }

  @Test
  void anErrorEndEventLeavesTheCalledProcess() {
    lab.deploy(Bpmn.createExecutableProcess("ev_child").startEvent().endEvent("fail", end -> end.error("CHILD_FAILED")).done());
    BpmnModelInstance parent = Bpmn.createExecutableProcess("ev_parent").startEvent()
        .callActivity("call", call -> call.zeebeProcessId("ev_child"))
        .boundaryEvent("failed", boundary -> boundary.error("CHILD_FAILED")).endEvent("caught")
        .moveToActivity("call").endEvent().done();
    long instance = lab.start(parent, "ev_parent", Map.of());
    assertThat(lab.elements(instance)).contains("call TERMINATED", "failed COMPLETED", "caught COMPLETED");
    assertThat(lab.leftovers(instance)).isEmpty();
  }

  @Test
  void escalationsGoOnUnlessInterrupted() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("ev_escalation").startEvent()
        .subProcess("sub", sub -> sub.embeddedSubProcess().startEvent().intermediateThrowEvent("tell", event -> event.escalation("HELP"))
            .serviceTask("more", task -> task.zeebeJobType("ev.more")).endEvent())
        .boundaryEvent("heard", boundary -> boundary.cancelActivity(false).escalation("HELP")).endEvent("heardEnd")
        .moveToActivity("sub").endEvent("done").done();
    long instance = lab.start(model, "ev_escalation", Map.of());
    assertThat(lab.elements(instance)).contains("tell COMPLETED", "heard COMPLETED", "heardEnd COMPLETED");
    assertThat(lab.active(instance)).contains("sub", "more");
    lab.complete("ev.more");
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.leftovers(instance)).isEmpty();
  }

  @Test
  void aTerminateEndEventEndsTheScopeAroundItAsCompleted() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("ev_terminate").startEvent()
        .subProcess("sub", sub -> sub.embeddedSubProcess().startEvent().parallelGateway("fork")
            .serviceTask("slow", task -> task.zeebeJobType("ev.slow")).endEvent()
            .moveToNode("fork").serviceTask("fast", task -> task.zeebeJobType("ev.fast")).endEvent("stop", end -> end.terminate()))
        .endEvent("after").done();
    long instance = lab.start(model, "ev_terminate", Map.of());
    lab.complete("ev.fast");
    assertThat(lab.elements(instance)).contains("slow TERMINATED", "stop COMPLETED", "sub COMPLETED", "after COMPLETED");
    assertThat(lab.leftovers(instance)).isEmpty();
    assertThat(lab.jobs("ev.slow", 1)).isEmpty();
  }

  @Test
  void anInterruptingEventSubProcessTakesOver() {
    BpmnModelInstance model = Lab.process("ev_sub", process -> process.eventSubProcess("stop", sub -> sub
            .startEvent("stopped", start -> start.message(message -> message.name("ev-stop").zeebeCorrelationKeyExpression("id")))
            .serviceTask("undo", task -> task.zeebeJobType("ev.undo")).endEvent("undone")))
        .startEvent().serviceTask("work", task -> task.zeebeJobType("ev.work")).endEvent().done();
    long instance = lab.start(model, "ev_sub", Map.of("id", "ev-sub-1"));
    lab.publish("ev-stop", "ev-sub-1", Duration.ZERO, Map.of("why", "asked"));
    assertThat(lab.active(instance)).containsExactly("stop", "undo");
    assertThatThrownBy(() -> lab.engine.correlateMessage(new Commands.CorrelateMessage("ev-stop", "ev-sub-1", Map.of())))
        .isInstanceOf(Rejected.class);
    lab.complete("ev.undo");
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.variables(instance)).containsEntry("why", "asked");
    assertThat(lab.leftovers(instance)).isEmpty();
  }

  @Test
  void aNonInterruptingEventSubProcessRunsBesideAndMoreThanOnce() {
    BpmnModelInstance model = Lab.process("ev_side", process -> process.eventSubProcess("side", sub -> sub
            .startEvent("poked", start -> start.interrupting(false).signal("ev-poke")).endEvent("pokedEnd")))
        .startEvent().serviceTask("work", task -> task.zeebeJobType("ev.side")).endEvent().done();
    long instance = lab.start(model, "ev_side", Map.of());
    lab.engine.broadcastSignal(new Commands.BroadcastSignal("ev-poke", Map.of("n", 1)));
    lab.engine.broadcastSignal(new Commands.BroadcastSignal("ev-poke", Map.of("n", 2)));
    assertThat(lab.elements(instance).stream().filter("pokedEnd COMPLETED"::equals)).hasSize(2);
    lab.complete("ev.side");
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.leftovers(instance)).isEmpty();
  }

  @Test
  void aSignalThrownByAProcessReachesOthers() {
    lab.deploy(Bpmn.createExecutableProcess("ev_listener").startEvent("go").signal("ev-news").endEvent("heard").done());
    BpmnModelInstance waiting = Bpmn.createExecutableProcess("ev_waiter").startEvent()
        .intermediateCatchEvent("wait", event -> event.signal("ev-news")).endEvent().done();
    long waiter = lab.start(waiting, "ev_waiter", Map.of());
    long speaker = lab.start(Bpmn.createExecutableProcess("ev_speaker").startEvent()
        .intermediateThrowEvent("speak", event -> event.signal("ev-news")).endEvent().done(), "ev_speaker", Map.of());
    assertThat(lab.state(speaker)).isEqualTo("COMPLETED");
    lab.eventually(() -> lab.state(waiter).equals("COMPLETED"));
    assertThat(lab.jdbc.sql("select count(*) from engine.process_instance where process_id = 'ev_listener' and state = 'COMPLETED'")
        .query(Long.class).single()).isEqualTo(1);
  }

  @Test
  void aLinkLeadsToItsCatchEvent() {
    BpmnModelInstance model = Lab.process("ev_link", process -> process.linkCatchEvent("to").link("over").endEvent("end")).startEvent()
        .intermediateThrowEvent("from", event -> event.link("over")).done();
    long instance = lab.start(model, "ev_link", Map.of());
    assertThat(lab.elements(instance)).contains("from COMPLETED", "to COMPLETED", "end COMPLETED");
  }

  @Test
  void aTimerStartsInstancesTheRightNumberOfTimes() {
    lab.deploy(Bpmn.createExecutableProcess("ev_cycle").startEvent("each").timerWithCycle("R3/PT1H").endEvent().done());
    lab.pass(Duration.ofMinutes(130));
    assertThat(started("ev_cycle")).isEqualTo(2);
    lab.pass(Duration.ofHours(10));
    assertThat(started("ev_cycle")).isEqualTo(3);
  }

  private long started(String processId) {
    return lab.jdbc.sql("select count(*) from engine.process_instance where process_id = :id").param("id", processId).query(Long.class).single();
  }


  @Test
  void aReceiverThatFailsKeepsNoSignalFromTheOthers() {
    lab.deploy(Bpmn.createExecutableProcess("ev_receiver").startEvent()
        .intermediateCatchEvent("wait", event -> event.signal("=name")).endEvent().done());
    lab.deploy(Bpmn.createExecutableProcess("ev_thrower").startEvent()
        .intermediateThrowEvent("throw", event -> event.signal("=name")).endEvent().done());
    long broken = lab.start("ev_receiver", Map.of("name", "ev-hello"));
    long fine = lab.start("ev_receiver", Map.of("name", "ev-hello"));
    long other = lab.start("ev_receiver", Map.of("name", "ev-other"));
    lab.jdbc.sql("update engine.element_instance set tokens = 'no JSON' where key = :key").param("key", broken).update();
    lab.start("ev_thrower", Map.of("name", "ev-hello"));
    lab.start("ev_thrower", Map.of("name", "ev-other"));
    lab.eventually(() -> lab.state(fine).equals("COMPLETED") && lab.state(other).equals("COMPLETED"));
    assertThat(lab.state(broken)).isEqualTo("ACTIVE");
    lab.jdbc.sql("update engine.element_instance set tokens = null where key = :key").param("key", broken).update();
    lab.pass(Duration.ofMinutes(10));
    lab.eventually(() -> lab.state(broken).equals("COMPLETED"));
  }
}
