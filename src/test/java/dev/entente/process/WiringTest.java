package dev.entente.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WiringTest {

  private final List<ShippedFiles.File> processes = List.of(process("order", "goods.pick", "goods.ship"));

  @Test
  void matchesWhenEveryJobTypeHasOneWorker() {
    assertThat(Wiring.mismatches(processes, List.of(handler("goods.pick"), handler("goods.ship")))).isEmpty();
  }

  @Test
  void namesTheFileOfAJobTypeThatNobodyWorksOn() {
    assertThat(Wiring.mismatches(processes, List.of(handler("goods.pick"))))
        .singleElement().asString().contains("goods.ship", "order.bpmn", "no worker");
  }

  @Test
  void namesTheWorkerThatNobodyNeeds() {
    assertThat(Wiring.mismatches(processes, List.of(handler("goods.pick"), handler("goods.ship"), handler("goods.burn"))))
        .singleElement().asString().contains("Goods.work", "goods.burn", "no process");
  }

  @Test
  void refusesTwoWorkersForOneJobType() {
    assertThat(Wiring.mismatches(processes, List.of(handler("goods.pick"), handler("goods.ship"), handler("goods.ship"))))
        .singleElement().asString().contains("goods.ship", "2 workers");
  }

  static JobHandler handler(String jobType) {
    return new JobHandler(jobType, "Goods.work", List.of(), List.of(), (variables, job) -> Outcome.completed());
  }

  static ShippedFiles.File process(String id, String... types) {
    var builder = Bpmn.createExecutableProcess(id).startEvent();
    for (String type : types) {
      builder.serviceTask(type.replace('.', '_'), task -> task.zeebeJobType(type));
    }
    String xml = Bpmn.convertToString(builder.done());
    return new ShippedFiles.File(id + ".bpmn", xml.getBytes(StandardCharsets.UTF_8));
  }
}
