package dev.entente.process;

import dev.entente.identity.Groups;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.UserTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeAssignmentDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskSchedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whoever gets a task learns why it is asked, by when and with which form; it belongs to a group that exists, and says whether four eyes decide it. A process
 * says what it is for.
 */
@Component
class UserTaskRule implements DeploymentRule {

  @Override
  public List<Finding> check(Candidate file) {
    List<Finding> findings = new ArrayList<>();
    if (file.isProcess()) {
      BpmnModelInstance model = BpmnElements.model(file.content());
      model.getModelElementsByType(Process.class).stream().filter(process -> !BpmnElements.isDocumented(process))
          .forEach(process -> findings.add(BpmnElements.finding(process, "Process has no documentation: say what it is for and how it ends.")));
      model.getModelElementsByType(UserTask.class).forEach(task -> problems(task).forEach(problem -> findings.add(BpmnElements.finding(task, problem))));
    }
    return findings;
  }

  private static List<String> problems(UserTask task) {
    List<String> problems = new ArrayList<>();
    if (!BpmnElements.isDocumented(task)) {
      problems.add("Task has no documentation: say why it is asked and what happens on each answer.");
    }
    if (BpmnElements.extension(task, ZeebeFormDefinition.class) == null) {
      problems.add("Task has no form: choose one.");
    }
    ZeebeTaskSchedule schedule = BpmnElements.extension(task, ZeebeTaskSchedule.class);
    if (schedule == null || isBlank(schedule.getDueDate())) {
      problems.add("Task has no due date: take it from the service level of the task.");
    }
    if (!List.of("true", "false").contains(BpmnElements.header(task, "fourEyes"))) {
      problems.add("Task does not say whether four eyes decide it: give it the header fourEyes, true or false.");
    }
    problems.addAll(problemsWithAssignment(BpmnElements.extension(task, ZeebeAssignmentDefinition.class)));
    return problems;
  }

  /** A group that is computed is known only at run time. */
  private static List<String> problemsWithAssignment(@Nullable ZeebeAssignmentDefinition assignment) {
    if (assignment == null || isBlank(assignment.getCandidateGroups()) && isBlank(assignment.getCandidateUsers()) && isBlank(assignment.getAssignee())) {
      return List.of("Task is nobody's: name a candidate group.");
    }
    if (isBlank(assignment.getCandidateGroups()) || assignment.getCandidateGroups().startsWith("=")) {
      return List.of();
    }
    return Arrays.stream(assignment.getCandidateGroups().split(",")).map(String::strip).filter(group -> !Groups.ALL.contains(group))
        .map(group -> "Task is for the group " + group + ", which does not exist: it is one of " + String.join(", ", Groups.ALL) + ".").toList();
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
