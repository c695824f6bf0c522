package dev.entente.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WiringTest {

  record None() {}

  record Named(String jobType) implements Worker<None> {

    @Override
    public Class<None> inputType() {
      return None.class;
    }

    @Override
    public Outcome work(None input, JobContext job) {
      return Outcome.completed();
    }
  }

  private final List<ShippedFiles.File> processes = List.of(process("order", "goods.pick", "goods.ship"));

  @Test
  void matchesWhenEveryJobTypeHasOneWorker() {
    assertThat(Wiring.mismatches(processes, List.of(new Named("goods.pick"), new Named("goods.ship")))).isEmpty();
  }

  @Test
  void namesTheFileOfAJobTypeThatNobodyWorksOn() {
    assertThat(Wiring.mismatches(processes, List.of(new Named("goods.pick"))))
        .singleElement().asString().contains("goods.ship", "order.bpmn", "no worker");
  }

  @Test
  void namesTheWorkerThatNobodyNeeds() {
    assertThat(Wiring.mismatches(processes, List.of(new Named("goods.pick"), new Named("goods.ship"), new Named("goods.burn"))))
        .singleElement().asString().contains("Named", "goods.burn", "no process");
  }

  @Test
  void refusesTwoWorkersForOneJobType() {
    assertThat(Wiring.mismatches(processes, List.of(new Named("goods.pick"), new Named("goods.ship"), new Named("goods.ship"))))
        .singleElement().asString().contains("goods.ship", "2 workers");
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
