package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompensationTest {

  private final Lab lab = Lab.shared();

  @Test
  void completedActivitiesOfTheScopeAndOfNestedOnesAreUndone() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("comp_nested").startEvent()
        .serviceTask("book", task -> task.zeebeJobType("comp.book")
            .boundaryEvent("bookUndo", boundary -> boundary.compensation(undo -> undo.serviceTask("unbook").zeebeJobType("comp.unbook"))))
        .subProcess("inner", sub -> sub.embeddedSubProcess().startEvent()
            .serviceTask("pay", task -> task.zeebeJobType("comp.pay")
                .boundaryEvent("payUndo", boundary -> boundary.compensation(undo -> undo.serviceTask("refund").zeebeJobType("comp.refund")))).endEvent())
        .intermediateThrowEvent("undo", event -> event.compensateEventDefinition().compensateEventDefinitionDone())
        .serviceTask("after", task -> task.zeebeJobType("comp.after")).endEvent().done();
    long instance = lab.start(model, "comp_nested", Map.of());
    lab.complete("comp.book");
    lab.complete("comp.pay");
    assertThat(lab.active(instance)).containsExactlyInAnyOrder("undo", "unbook", "refund");
    lab.complete("comp.refund");
    assertThat(lab.jobs("comp.after", 1)).isEmpty();
    lab.complete("comp.unbook");
    lab.complete("comp.after");
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.leftovers(instance)).isEmpty();
  }

  @Test
  void aLoopIsUndoneOnceAndNothingWithoutReason() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("comp_loop").startEvent()
        .serviceTask("grant", task -> task.zeebeJobType("comp.grant")
            .multiInstance(loop -> loop.sequential().zeebeInputCollectionExpression("items"))
            .boundaryEvent("grantUndo", boundary -> boundary.compensation(undo -> undo.serviceTask("revoke").zeebeJobType("comp.revoke"))))
        .endEvent("undo", end -> end.compensateEventDefinition().compensateEventDefinitionDone()).done();
    long instance = lab.start(model, "comp_loop", Map.of("items", List.of(1, 2)));
    lab.complete("comp.grant");
    lab.complete("comp.grant");
    assertThat(lab.jobs("comp.revoke", 5)).hasSize(1).first()
        .satisfies(job -> lab.engine.completeJob(new Commands.CompleteJob(job.key(), Map.of())));
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.leftovers(instance)).isEmpty();
    long empty = lab.start(Bpmn.createExecutableProcess("comp_nothing").startEvent()
        .endEvent("undo", end -> end.compensateEventDefinition().compensateEventDefinitionDone()).done(), "comp_nothing", Map.of());
    assertThat(lab.state(empty)).isEqualTo("COMPLETED");
  }

  @Test
  void anErrorHandlerInAnEventSubProcessUndoesWhatIsAroundIt() {
    BpmnModelInstance model = Lab.process("comp_handler", process -> process.eventSubProcess("failed", sub -> sub
            .startEvent("failure", start -> start.error("BROKEN"))
            .intermediateThrowEvent("undo", event -> event.compensateEventDefinition().compensateEventDefinitionDone()).endEvent("undone")))
        .startEvent()
        .serviceTask("book", task -> task.zeebeJobType("comp.hbook")
            .boundaryEvent("bookUndo", boundary -> boundary.compensation(undo -> undo.serviceTask("unbook").zeebeJobType("comp.hunbook"))))
        .serviceTask("break", task -> task.zeebeJobType("comp.break")).endEvent().done();
    long instance = lab.start(model, "comp_handler", Map.of());
    lab.complete("comp.hbook");
    lab.engine.throwError(new Commands.ThrowError(lab.job("comp.break").key(), "BROKEN", null, Map.of()));
    assertThat(lab.active(instance)).containsExactlyInAnyOrder("failed", "undo", "unbook");
    lab.complete("comp.hunbook");
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.leftovers(instance)).isEmpty();
  }
}
