package dev.entente.engine.model;

import dev.entente.engine.expression.Expressions;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.traversal.ModelWalker;
import io.camunda.zeebe.model.bpmn.validation.ValidationVisitor;
import io.camunda.zeebe.model.bpmn.validation.zeebe.ZeebeDesignTimeValidators;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.util.List;
import org.camunda.bpm.model.xml.ModelParseException;
import org.camunda.bpm.model.xml.validation.ValidationResultFormatter;

/** Reads BPMN XML: parses, validates as the modeling tools do, and builds a graph for each executable process. */
public final class GraphReader {

  private final Expressions expressions;

  public GraphReader(Expressions expressions) {
    this.expressions = expressions;
  }

  public List<ProcessGraph> read(byte[] xml) {
    DoctypeCheck.refuseDoctype(xml);
    BpmnModelInstance model = parse(xml);
    validate(model);
    List<ProcessGraph> graphs = model.getDefinitions().getChildElementsByType(Process.class).stream()
        .filter(Process::isExecutable)
        .map(process -> new GraphBuilder(expressions).build(process))
        .toList();
    if (graphs.isEmpty()) {
      throw new InvalidModel("Expected at least one executable process, but there is none");
    }
    return graphs;
  }

  /** One at a time: the parser of the library is shared. */
  private static synchronized BpmnModelInstance parse(byte[] xml) {
    try {
      return Bpmn.readModelFromStream(new ByteArrayInputStream(xml));
    } catch (ModelParseException unreadable) {
      Throwable cause = unreadable.getCause() == null ? unreadable : unreadable.getCause();
      throw new InvalidModel("The file is not valid BPMN: " + cause.getMessage());
    }
  }

  private static void validate(BpmnModelInstance model) {
    ValidationVisitor visitor = new ValidationVisitor(ZeebeDesignTimeValidators.VALIDATORS);
    new ModelWalker(model).walk(visitor);
    if (visitor.getValidationResult().hasErrors()) {
      StringWriter text = new StringWriter();
      visitor.getValidationResult().write(text, new Lines());
      throw new InvalidModel(text.toString().strip());
    }
  }

  /** One line for each finding: element id, then the message. */
  private static final class Lines implements ValidationResultFormatter {

    @Override
    public void formatElement(StringWriter writer, org.camunda.bpm.model.xml.instance.ModelElementInstance element) {
      String id = element.getAttributeValue("id");
      writer.append("- Element: ").append(id == null ? element.getElementType().getTypeName() : id).append('\n');
    }

    @Override
    public void formatResult(StringWriter writer, org.camunda.bpm.model.xml.validation.ValidationResult result) {
      writer.append("    - ERROR: ").append(result.getMessage()).append('\n');
    }
  }
}
