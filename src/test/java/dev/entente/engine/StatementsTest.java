package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.embedded.TestPostgres;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a command costs, counted. */
class StatementsTest {

  private static final int MOST = 9;

  @Test
  void completingAJobIsOneCommitAndAFixedSmallNumberOfStatements() {
    CountingDataSource counting = new CountingDataSource(TestPostgres.freshDatabase().pool(6));
    Lab lab = new Lab(counting);
    long instance = lab.start(Bpmn.createExecutableProcess("cost").startEvent()
        .serviceTask("each", task -> task.zeebeJobType("cost.each").multiInstance(loop -> loop.sequential()
            .zeebeInputCollectionExpression("for i in 1..60 return i").zeebeInputElement("item")))
        .endEvent().done(), "cost", Map.of());
    int early = 0;
    for (int n = 1; n <= 59; n++) {
      Results.ActivatedJob job = lab.job("cost.each");
      counting.start();
      lab.engine.completeJob(new Commands.CompleteJob(job.key(), Map.of("result", n)));
      counting.counted = null;
      assertThat(counting.commits).hasValue(1);
      early = n == 3 ? counting.statements.size() : early;
    }
    List<String> late = counting.statements;
    assertThat(late).as("statements of the 59th job").hasSize(early).hasSizeLessThanOrEqualTo(MOST);
    lab.complete("cost.each");
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    lab.engine.close();
  }
}
