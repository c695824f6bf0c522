package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TasksTest {

  private final Lab lab = Lab.shared();

  @Test
  void aServiceTaskIsDoneByAJobWithHeadersAndVisibleVariables() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("tasks_service").startEvent("start")
        .serviceTask("task", task -> task.zeebeJobType("tasks.service").zeebeJobRetries("5").zeebeTaskHeader("system", "crm")
            .zeebeInputExpression("customer.name", "who").zeebeOutputExpression("answer", "greeting"))
        .endEvent("end").done();
    long instance = lab.start(model, "tasks_service", Map.of("customer", Map.of("name", "Ada"), "n", 1));

    Results.ActivatedJob job = lab.job("tasks.service");
    assertThat(job.retries()).isEqualTo(5);
    assertThat(job.customHeaders()).isEqualTo("{\"system\":\"crm\"}");
    assertThat(job.variables()).contains("\"who\":\"Ada\"", "\"n\":1");
    lab.engine.completeJob(new Commands.CompleteJob(job.key(), Map.of("answer", "hello", "noise", true)));

    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.elements(instance)).containsExactly("start COMPLETED", "task COMPLETED", "end COMPLETED");
    assertThat(lab.variables(instance)).containsEntry("greeting", "hello").doesNotContainKeys("answer", "noise", "who");
    assertThat(lab.leftovers(instance)).isEmpty();
    assertThatThrownBy(() -> lab.engine.completeJob(new Commands.CompleteJob(job.key(), Map.of())))
        .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(Rejected.Code.NOT_FOUND));
  }

  @Test
  void aJobIsOfferedAgainAfterItsTimeoutAndItsBackOff() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("tasks_retry").startEvent()
        .serviceTask("task", task -> task.zeebeJobType("tasks.retry")).endEvent().done();
    long instance = lab.start(model, "tasks_retry", Map.of());

    long first = lab.job("tasks.retry").key();
    assertThat(lab.jobs("tasks.retry", 5)).isEmpty();
    lab.pass(Duration.ofMinutes(6));
    assertThat(lab.job("tasks.retry").key()).isEqualTo(first);
    lab.engine.failJob(new Commands.FailJob(first, 2, "down", Duration.ofSeconds(30), Map.of()));
    assertThat(lab.jobs("tasks.retry", 5)).isEmpty();
    lab.pass(Duration.ofSeconds(31));
    lab.complete("tasks.retry");
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
  }

  @Test
  void aJobWithoutRetriesRaisesAnIncidentThatCanBeResolved() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("tasks_incident").startEvent()
        .serviceTask("task", task -> task.zeebeJobType("tasks.incident")).endEvent().done();
    long instance = lab.start(model, "tasks_incident", Map.of());
    long job = lab.job("tasks.incident").key();
    lab.engine.failJob(new Commands.FailJob(job, 0, "broken", Duration.ZERO, Map.of("why", "disk")));

    assertThat(lab.incidents(instance)).containsExactly("JOB_NO_RETRIES");
    assertThat(lab.jobs("tasks.incident", 1)).isEmpty();
    assertThatThrownBy(() -> lab.engine.completeJob(new Commands.CompleteJob(job, Map.of())))
        .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(Rejected.Code.INVALID_STATE));
    lab.engine.updateJob(new Commands.UpdateJob(job, 1, null));
    long incident = lab.incident(instance);
    lab.engine.resolveIncident(incident);
    assertThatThrownBy(() -> lab.engine.resolveIncident(incident)).isInstanceOf(Rejected.class);
    lab.complete("tasks.incident");
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.leftovers(instance)).isEmpty();
  }

  @Test
  void aScriptTaskComputesAndPassesThrough() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("tasks_script").startEvent()
        .scriptTask("script", task -> task.zeebeExpression("=a + 1").zeebeResultVariable("b"))
        .manualTask("manual").task("plain").endEvent().done();
    long instance = lab.start(model, "tasks_script", Map.of("a", 41));
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.variables(instance)).hasEntrySatisfying("b", b -> assertThat(b.toString()).isEqualTo("42"));
  }

  @Test
  void aUserTaskIsAssignedUpdatedAndCompleted() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("tasks_user").startEvent()
        .userTask("ask", task -> task.zeebeUserTask().zeebeCandidateGroups("legal, finance").zeebeDueDateExpression("now() + duration(\"P2D\")")
            .zeebeTaskHeader("fourEyes", "true").zeebeTaskPriority("70"))
        .endEvent().done();
    long instance = lab.start(model, "tasks_user", Map.of());
    long task = lab.userTask(instance, "ask");
    assertThat(lab.jdbc.sql("select candidate_groups || array[priority::text, custom_headers] from engine.user_task where key = :key and due_date is not null")
        .param("key", task).query((rs, n) -> List.of((String[]) rs.getArray(1).getArray())).single())
        .containsExactly("legal", "finance", "70", "{\"fourEyes\":\"true\"}");

    lab.engine.assignUserTask(new Commands.AssignUserTask(task, "ada", false));
    assertThatThrownBy(() -> lab.engine.assignUserTask(new Commands.AssignUserTask(task, "bob", false)))
        .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(Rejected.Code.INVALID_STATE));
    lab.engine.unassignUserTask(task);
    lab.engine.updateUserTask(new Commands.UpdateUserTask(task, java.util.Set.of("priority", "candidateUsers"), null, null, List.of(), List.of("eve"), 10));
    lab.engine.completeUserTask(new Commands.CompleteUserTask(task, Map.of("decision", "APPROVE")));
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.variables(instance)).containsEntry("decision", "APPROVE");
    assertThat(lab.leftovers(instance)).isEmpty();
  }

  @Test
  void cancellingEndsEverything() {
    BpmnModelInstance model = Bpmn.createExecutableProcess("tasks_cancel").startEvent().parallelGateway("fork")
        .serviceTask("job", task -> task.zeebeJobType("tasks.cancel")).endEvent()
        .moveToNode("fork").userTask("ask", task -> task.zeebeUserTask())
        .boundaryEvent("late", boundary -> boundary.timerWithDuration("PT1H")).endEvent().done();
    long instance = lab.start(model, "tasks_cancel", Map.of());
    lab.engine.cancelInstance(instance);
    assertThat(lab.state(instance)).isEqualTo("TERMINATED");
    assertThat(lab.leftovers(instance)).isEmpty();
    assertThat(lab.jobs("tasks.cancel", 1)).isEmpty();
    assertThatThrownBy(() -> lab.engine.cancelInstance(instance)).isInstanceOf(Rejected.class);
  }


  @Test
  void aUserTaskDoneByAJobTellsWhoseItIsInItsHeaders() {
    lab.start(Bpmn.createExecutableProcess("tasks_user_job").startEvent()
        .userTask("ask", task -> task.zeebeAssigneeExpression("chosen").zeebeCandidateGroups("legal, finance").zeebeDueDate("2030-01-01T00:00:00Z")
            .zeebeTaskHeader("own", "1")).endEvent().done(), "tasks_user_job", Map.of("chosen", "ada"));
    assertThat(lab.job("io.camunda.zeebe:userTask").customHeaders()).contains("\"own\":\"1\"", "\"io.camunda.zeebe:assignee\":\"ada\"",
        "\"io.camunda.zeebe:candidateGroups\":\"[\\\"legal\\\",\\\"finance\\\"]\"", "\"io.camunda.zeebe:dueDate\":\"2030-01-01T00:00:00Z\"");
  }

  @Test
  void textsThatTheDatabaseCanNotKeepAreRefusedOrCleaned() {
    long instance = lab.start(Bpmn.createExecutableProcess("tasks_nul").startEvent()
        .serviceTask("task", task -> task.zeebeJobType("tasks.nul")).endEvent().done(), "tasks_nul", Map.of());
    lab.engine.failJob(new Commands.FailJob(lab.job("tasks.nul").key(), 0, "bro\0ken", Duration.ZERO, Map.of()));
    assertThat(lab.incidents(instance)).containsExactly("JOB_NO_RETRIES");
    assertThatThrownBy(() -> lab.publish("tasks\0nul", "k", Duration.ofHours(1), Map.of())).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> lab.publish("tasks-nul", "k", Duration.ofHours(1), Map.of("bad", "\0"))).isInstanceOf(Rejected.class);
  }
}
