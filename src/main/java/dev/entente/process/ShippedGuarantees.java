package dev.entente.process;

import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.BusinessRuleTask;
import io.camunda.zeebe.model.bpmn.instance.CallActivity;
import io.camunda.zeebe.model.bpmn.instance.UserTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeAssignmentDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledDecision;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A diagram that takes the place of a shipped one keeps what that guarantees: tasks of four eyes with their group, approvals and decisions that it asks for. */
@Component
class ShippedGuarantees implements DeploymentRule {

  @Override
  public List<Finding> check(Candidate file) {
    return file.isProcess() && file.original() != null ? lost(BpmnElements.model(file.original()), BpmnElements.model(file.content())) : List.of();
  }

  private static List<Finding> lost(BpmnModelInstance original, BpmnModelInstance changed) {
    List<Finding> findings = new ArrayList<>();
    original.getModelElementsByType(UserTask.class).stream().filter(ShippedGuarantees::isOfFourEyes).forEach(task -> {
      Optional<UserTask> now = changed.getModelElementsByType(UserTask.class).stream().filter(one -> one.getId().equals(task.getId())).findFirst();
      if (now.isEmpty()) {
        findings.add(Finding.ofFile("The task " + task.getId() + " is gone, which four eyes decide: put it back."));
      } else if (!isOfFourEyes(now.get())) {
        findings.add(BpmnElements.finding(now.get(), "Four eyes decide this task: put back its header fourEyes=true."));
      } else if (!hasGroup(now.get())) {
        findings.add(BpmnElements.finding(now.get(), "Four eyes decide this task, and so a group of people: name a candidate group."));
      }
    });
    Map<String, Integer> called = called(changed);
    called(original).forEach((what, times) -> {
      if (called.getOrDefault(what, 0) < times) {
        findings.add(Finding.ofFile("The process does not ask for " + what + " any more as often as it has to: put it back."));
      }
    });
    return findings;
  }

  private static boolean isOfFourEyes(UserTask task) {
    return "true".equals(BpmnElements.header(task, "fourEyes"));
  }

  private static boolean hasGroup(UserTask task) {
    ZeebeAssignmentDefinition assignment = BpmnElements.extension(task, ZeebeAssignmentDefinition.class);
    return assignment != null && assignment.getCandidateGroups() != null && !assignment.getCandidateGroups().isBlank();
  }

  /** Processes and decisions, and how often each is asked for. */
  private static Map<String, Integer> called(BpmnModelInstance model) {
    Stream<String> processes = model.getModelElementsByType(CallActivity.class).stream()
        .map(call -> BpmnElements.extension(call, ZeebeCalledElement.class)).filter(call -> call != null).map(call -> "the process " + call.getProcessId());
    Stream<String> decisions = model.getModelElementsByType(BusinessRuleTask.class).stream()
        .map(task -> BpmnElements.extension(task, ZeebeCalledDecision.class)).filter(call -> call != null).map(call -> "the decision " + call.getDecisionId());
    Map<String, Integer> called = new TreeMap<>();
    Stream.concat(processes, decisions).forEach(what -> called.merge(what, 1, Integer::sum));
    return called;
  }
}
