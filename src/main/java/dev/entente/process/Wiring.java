package dev.entente.process;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeExecutionListener;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListener;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Matches the job types of the process files with the workers, both ways. */
final class Wiring {

  private Wiring() {}

  /** One sentence per mismatch; empty when every job type has exactly one worker and the reverse. */
  static List<String> mismatches(List<ShippedFiles.File> processes, Collection<JobHandler> handlers) {
    Map<String, TreeSet<String>> usedIn = jobTypes(processes);
    Map<String, List<String>> workedOnBy = handlers.stream().collect(Collectors.groupingBy(
        JobHandler::jobType, TreeMap::new, Collectors.mapping(JobHandler::name, Collectors.toList())));
    List<String> problems = new ArrayList<>();
    usedIn.forEach((type, files) -> {
      if (!workedOnBy.containsKey(type)) {
        problems.add("Job type " + type + " is used in " + String.join(", ", files) + ", but no worker names it.");
      }
    });
    workedOnBy.forEach((type, names) -> {
      if (!usedIn.containsKey(type)) {
        problems.add("Worker " + String.join(", ", names) + " names job type " + type + ", but no process uses it.");
      }
      if (names.size() > 1) {
        problems.add("Job type " + type + " has " + names.size() + " workers: " + String.join(", ", names) + ".");
      }
    });
    return problems;
  }

  private static Map<String, TreeSet<String>> jobTypes(List<ShippedFiles.File> processes) {
    Map<String, TreeSet<String>> usedIn = new TreeMap<>();
    for (ShippedFiles.File file : processes) {
      BpmnModelInstance model = Bpmn.readModelFromStream(new ByteArrayInputStream(file.content()));
      jobTypes(model).forEach(type -> usedIn.computeIfAbsent(type, none -> new TreeSet<>()).add(file.name()));
    }
    return usedIn;
  }

  /** Types that are expressions are known only at run time, and left out. */
  private static Stream<String> jobTypes(BpmnModelInstance model) {
    return Stream.of(
            model.getModelElementsByType(ZeebeTaskDefinition.class).stream().map(ZeebeTaskDefinition::getType),
            model.getModelElementsByType(ZeebeExecutionListener.class).stream().map(ZeebeExecutionListener::getType),
            model.getModelElementsByType(ZeebeTaskListener.class).stream().map(ZeebeTaskListener::getType))
        .flatMap(types -> types)
        .filter(type -> type != null && !type.startsWith("="));
  }
}
