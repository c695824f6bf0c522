package dev.entente.engine.model;

import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeExecutionListeners;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeLinkedResources;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebePublishMessage;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListeners;
import java.util.ArrayList;
import java.util.List;

/** Everything found at fault in a process, so that all of it is told at once. */
final class ModelErrors {

  private final List<String> lines = new ArrayList<>();

  void add(String elementId, String reason) {
    lines.add("- Element: %s\n    - ERROR: %s".formatted(elementId, reason));
  }

  void unsupported(String elementId, String what) {
    add(elementId, what + " is not supported by the embedded runtime");
  }

  void refuseListeners(BaseElement element) {
    String id = element.getAttributeValue("id");
    if (element.getSingleExtensionElement(ZeebeExecutionListeners.class) != null) {
      unsupported(id, "An execution listener");
    }
    if (element.getSingleExtensionElement(ZeebeTaskListeners.class) != null) {
      unsupported(id, "A task listener");
    }
    if (element.getSingleExtensionElement(ZeebeLinkedResources.class) != null) {
      unsupported(id, "A linked resource");
    }
    if (element.getSingleExtensionElement(ZeebePublishMessage.class) != null) {
      unsupported(id, "Publishing a message without a job");
    }
  }

  void throwIfAny() {
    if (!lines.isEmpty()) {
      throw new InvalidModel(String.join("\n", lines));
    }
  }
}
