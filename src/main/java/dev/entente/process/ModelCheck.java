package dev.entente.process;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.traversal.ModelWalker;
import io.camunda.zeebe.model.bpmn.validation.ValidationVisitor;
import io.camunda.zeebe.model.bpmn.validation.zeebe.ZeebeDesignTimeValidators;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.model.xml.ModelException;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.camunda.bpm.model.xml.validation.ValidationResult;
import org.camunda.bpm.model.xml.validation.ValidationResults;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks a file before it goes to the engine: the official design-time validators, and that somebody works on every job. */
@Component
class ModelCheck {

  private final JobHandlers handlers;
  private final JsonMapper json;

  ModelCheck(JobHandlers handlers, JsonMapper json) {
    this.handlers = handlers;
    this.json = json;
  }

  /** @param elementId empty when the file as a whole is meant */
  record Finding(String elementId, String elementName, String message) {}

  /**
   * @param id process id or form id; empty when the file could not be read
   */
  record Checked(String id, List<Finding> findings) {}

  Checked check(String name, byte[] content) {
    if (name.endsWith(".bpmn")) {
      return process(content);
    }
    return name.endsWith(".form") ? form(content) : new Checked("", List.of());
  }

  private Checked process(byte[] content) {
    BpmnModelInstance model;
    try {
      model = Bpmn.readModelFromStream(new ByteArrayInputStream(content));
    } catch (ModelException unreadable) {
      return new Checked("", List.of(new Finding("", "", "The file is no readable BPMN: " + rootMessage(unreadable))));
    }
    List<Finding> findings = new ArrayList<>(validated(model));
    findings.addAll(withoutWorker(model));
    Collection<Process> processes = model.getModelElementsByType(Process.class).stream().filter(Process::isExecutable).toList();
    if (processes.size() != 1) {
      findings.add(new Finding("", "", "A file holds exactly one executable process, but this one holds " + processes.size() + "."));
    }
    return new Checked(processes.stream().map(Process::getId).findFirst().orElse(""), findings);
  }

  private static List<Finding> validated(BpmnModelInstance model) {
    ValidationVisitor visitor = new ValidationVisitor(ZeebeDesignTimeValidators.VALIDATORS);
    new ModelWalker(model).walk(visitor);
    ValidationResults results = visitor.getValidationResult();
    List<Finding> findings = new ArrayList<>();
    results.getResults().forEach((element, problems) -> problems.stream().map(ValidationResult::getMessage)
        .forEach(message -> findings.add(finding(element, message))));
    return findings;
  }

  private List<Finding> withoutWorker(BpmnModelInstance model) {
    List<String> known = handlers.all().stream().map(JobHandler::jobType).toList();
    return model.getModelElementsByType(ZeebeTaskDefinition.class).stream()
        .filter(task -> task.getType() != null && !task.getType().startsWith("=") && !known.contains(task.getType()))
        .map(task -> finding(task, "Job type " + task.getType() + " has no worker. Known job types: " + String.join(", ", known) + "."))
        .toList();
  }

  private Checked form(byte[] content) {
    try {
      JsonNode form = json.readTree(new String(content, StandardCharsets.UTF_8));
      String id = form.path("id").asString("");
      return new Checked(id, id.isEmpty() || !form.path("components").isArray()
          ? List.of(new Finding("", "", "A form needs an id and components.")) : List.of());
    } catch (JacksonException unreadable) {
      return new Checked("", List.of(new Finding("", "", "The form is no readable JSON: " + unreadable.getOriginalMessage())));
    }
  }

  /** The finding is shown at the nearest element that the diagram draws. */
  private static Finding finding(ModelElementInstance at, String message) {
    for (ModelElementInstance element = at; element != null; element = element.getParentElement()) {
      if (element instanceof FlowElement drawn) {
        return new Finding(drawn.getId(), Optional.ofNullable(drawn.getName()).orElse(""), message);
      }
    }
    return new Finding(at instanceof BaseElement element ? Optional.ofNullable(element.getId()).orElse("") : "", "", message);
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
