package dev.entente.process;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.BpmnModelElementInstance;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeHeader;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskHeaders;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** What the rules ask of a diagram's elements. */
final class BpmnElements {

  private BpmnElements() {}

  static BpmnModelInstance model(byte[] content) {
    return Bpmn.readModelFromStream(new ByteArrayInputStream(content));
  }

  static @Nullable String jobType(BaseElement element) {
    ZeebeTaskDefinition definition = extension(element, ZeebeTaskDefinition.class);
    return definition == null ? null : definition.getType();
  }

  static String header(BaseElement element, String key) {
    ZeebeTaskHeaders headers = extension(element, ZeebeTaskHeaders.class);
    return headers == null ? "" : headers.getHeaders().stream().filter(header -> key.equals(header.getKey())).map(ZeebeHeader::getValue)
        .findFirst().orElse("");
  }

  static <T extends BpmnModelElementInstance> @Nullable T extension(BaseElement element, Class<T> type) {
    return element.getExtensionElements() == null ? null : element.getExtensionElements().getChildElementsByType(type).stream().findFirst().orElse(null);
  }

  static boolean isDocumented(BaseElement element) {
    return element.getDocumentations().stream().anyMatch(documentation -> !documentation.getTextContent().isBlank());
  }

  /** Shown at the nearest element that the diagram draws. */
  static DeploymentRule.Finding finding(ModelElementInstance at, String message) {
    for (ModelElementInstance element = at; element != null; element = element.getParentElement()) {
      if (element instanceof FlowElement drawn) {
        return new DeploymentRule.Finding(drawn.getId(), Optional.ofNullable(drawn.getName()).orElse(""), message);
      }
    }
    return new DeploymentRule.Finding(at instanceof BaseElement element ? Optional.ofNullable(element.getId()).orElse("") : "", "", message);
  }
}
