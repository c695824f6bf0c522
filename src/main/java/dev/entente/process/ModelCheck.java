package dev.entente.process;

import dev.entente.process.DeploymentRule.Candidate;
import dev.entente.process.DeploymentRule.Finding;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
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
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.xml.ModelException;
import org.camunda.bpm.model.xml.validation.ValidationResult;
import org.camunda.bpm.model.xml.validation.ValidationResults;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks a file before it goes to the engine: the official design-time validators, that somebody works on every job, and what the application asks of it. */
@Component
class ModelCheck {

  private final JobHandlers handlers;
  private final ObjectProvider<DeploymentRule> rules;
  private final CompensationRule compensation;
  private final JsonMapper json;
  private final ShippedFiles shipped = ShippedFiles.onClasspath();

  ModelCheck(JobHandlers handlers, ObjectProvider<DeploymentRule> rules, CompensationRule compensation, JsonMapper json) {
    this.handlers = handlers;
    this.rules = rules;
    this.compensation = compensation;
    this.json = json;
  }

  /**
   * @param id process id, form id or id of the first decision; empty when the file could not be read
   */
  record Checked(String id, List<Finding> findings) {}

  /** A file of the application, or one that joins them. */
  Checked check(String name, byte[] content) {
    Checked readable = readable(name, content);
    if (readable.id().isEmpty()) {
      return readable;
    }
    Candidate file = candidate(name, content, readable.id());
    return new Checked(readable.id(),
        Stream.concat(readable.findings().stream(), rules.orderedStream().flatMap(rule -> rule.check(file).stream())).toList());
  }

  /** A file that comes by the engine's own API: what takes the place of one of ours keeps our rules, and nothing gives access that nobody takes back. */
  List<Finding> checkForeign(String name, byte[] content) {
    Checked readable = readable(name, content);
    if (readable.id().isEmpty()) {
      return List.of();
    }
    Candidate file = candidate(name, content, readable.id());
    return file.original() == null ? compensation.check(file) : check(name, content).findings();
  }

  private Checked readable(String name, byte[] content) {
    if (name.endsWith(".bpmn")) {
      return process(content);
    }
    return name.endsWith(".form") ? form(content) : name.endsWith(".dmn") ? decisions(content) : new Checked("", List.of());
  }

  private Candidate candidate(String name, byte[] content, String id) {
    List<String> ids = name.endsWith(".dmn") ? decisionIds(content) : List.of(id);
    String kind = name.substring(name.lastIndexOf('.'));
    byte[] original = ids.stream().flatMap(one -> shipped.named(one + kind).stream()).map(ShippedFiles.File::content).findFirst().orElse(null);
    return new Candidate(name, ids, content, original);
  }

  private static Checked decisions(byte[] content) {
    try {
      return new Checked(decisionIds(content).stream().findFirst().orElse(""), List.of());
    } catch (ModelException unreadable) {
      return new Checked("", List.of(Finding.ofFile("The file is no readable DMN: " + rootMessage(unreadable))));
    }
  }

  private static List<String> decisionIds(byte[] content) {
    return Dmn.readModelFromStream(new ByteArrayInputStream(content)).getModelElementsByType(Decision.class).stream().map(Decision::getId).toList();
  }

  private Checked process(byte[] content) {
    BpmnModelInstance model;
    try {
      model = BpmnElements.model(content);
    } catch (ModelException unreadable) {
      return new Checked("", List.of(Finding.ofFile("The file is no readable BPMN: " + rootMessage(unreadable))));
    }
    List<Finding> findings = new ArrayList<>(validated(model));
    findings.addAll(withoutWorker(model));
    Collection<Process> processes = model.getModelElementsByType(Process.class).stream().filter(Process::isExecutable).toList();
    if (processes.size() != 1) {
      findings.add(Finding.ofFile("A file holds exactly one executable process, but this one holds " + processes.size() + "."));
    }
    return new Checked(processes.stream().map(Process::getId).findFirst().orElse(""), findings);
  }

  private static List<Finding> validated(BpmnModelInstance model) {
    ValidationVisitor visitor = new ValidationVisitor(ZeebeDesignTimeValidators.VALIDATORS);
    new ModelWalker(model).walk(visitor);
    ValidationResults results = visitor.getValidationResult();
    List<Finding> findings = new ArrayList<>();
    results.getResults().forEach((element, problems) -> problems.stream().map(ValidationResult::getMessage)
        .forEach(message -> findings.add(BpmnElements.finding(element, message))));
    return findings;
  }

  private List<Finding> withoutWorker(BpmnModelInstance model) {
    List<String> known = jobTypes();
    return model.getModelElementsByType(ZeebeTaskDefinition.class).stream()
        .filter(task -> task.getType() != null && !task.getType().startsWith("=") && !known.contains(task.getType()))
        .map(task -> BpmnElements.finding(task, "Job type " + task.getType() + " has no worker. Known job types: " + String.join(", ", known) + "."))
        .toList();
  }

  /** Those that the application works on. */
  List<String> jobTypes() {
    return handlers.all().stream().map(JobHandler::jobType).toList();
  }

  private Checked form(byte[] content) {
    try {
      JsonNode form = json.readTree(new String(content, StandardCharsets.UTF_8));
      String id = form.path("id").asString("");
      return new Checked(id, id.isEmpty() || !form.path("components").isArray()
          ? List.of(Finding.ofFile("A form needs an id and components.")) : List.of());
    } catch (JacksonException unreadable) {
      return new Checked("", List.of(Finding.ofFile("The form is no readable JSON: " + unreadable.getOriginalMessage())));
    }
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
