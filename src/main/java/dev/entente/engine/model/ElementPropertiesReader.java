package dev.entente.engine.model;

import io.camunda.zeebe.model.bpmn.instance.BusinessRuleTask;
import io.camunda.zeebe.model.bpmn.instance.CallActivity;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.ScriptTask;
import io.camunda.zeebe.model.bpmn.instance.UserTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeAssignmentDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeBindingType;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledDecision;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledElement;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebePriorityDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeScript;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskHeaders;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskSchedule;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeUserTask;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what tasks and call activities carry in their extension elements. */
final class ElementPropertiesReader {

  private static final String JOB_BASED_USER_TASK = "io.camunda.zeebe:userTask";

  private final ExpressionCompiler compiler;
  private final ModelErrors findings;

  ElementPropertiesReader(ExpressionCompiler compiler, ModelErrors findings) {
    this.compiler = compiler;
    this.findings = findings;
  }

  void read(FlowNode source, Element element) {
    ZeebeTaskDefinition task = source.getSingleExtensionElement(ZeebeTaskDefinition.class);
    if (task != null) {
      element.job = new ElementProperties.Job(compiler.compile(source.getId(), task.getType()),
          compiler.compile(source.getId(), task.getRetries() == null ? "3" : task.getRetries()), headers(source));
    }
    if (source instanceof UserTask) {
      userTask(source, element);
    } else if (source instanceof ScriptTask) {
      script(source, element);
    } else if (source instanceof BusinessRuleTask) {
      decision(source, element);
    } else if (source instanceof CallActivity) {
      call(source, element);
    }
  }

  private void userTask(FlowNode source, Element element) {
    String id = source.getId();
    ZeebeFormDefinition form = source.getSingleExtensionElement(ZeebeFormDefinition.class);
    if (source.getSingleExtensionElement(ZeebeUserTask.class) == null) {
      element.job = new ElementProperties.Job(compiler.compile(id, JOB_BASED_USER_TASK), compiler.compile(id, "1"), headers(source));
      element.jobUserTask = assignment(source, null);
      element.formKey = form == null ? null : compiler.optional(id, form.getFormKey());
    } else {
      element.userTask = assignment(source, form(id, form));
    }
  }

  private ElementProperties.UserTask assignment(FlowNode source, ElementProperties.@Nullable Form form) {
    String id = source.getId();
    ZeebeAssignmentDefinition who = source.getSingleExtensionElement(ZeebeAssignmentDefinition.class);
    ZeebeTaskSchedule when = source.getSingleExtensionElement(ZeebeTaskSchedule.class);
    ZeebePriorityDefinition priority = source.getSingleExtensionElement(ZeebePriorityDefinition.class);
    return new ElementProperties.UserTask(
        who == null ? null : compiler.optional(id, who.getAssignee()),
        who == null ? null : compiler.optional(id, who.getCandidateGroups()),
        who == null ? null : compiler.optional(id, who.getCandidateUsers()),
        when == null ? null : compiler.optional(id, when.getDueDate()),
        when == null ? null : compiler.optional(id, when.getFollowUpDate()),
        compiler.compile(id, priority == null || priority.getPriority() == null ? "50" : priority.getPriority()), form, headers(source));
  }

  private ElementProperties.@Nullable Form form(String id, @Nullable ZeebeFormDefinition form) {
    if (form == null) {
      return null;
    }
    if (form.getFormId() == null && form.getExternalReference() == null) {
      findings.unsupported(id, "A form that is neither linked by its id nor an external reference");
    }
    return new ElementProperties.Form(compiler.optional(id, form.getFormId()), binding(form.getBindingType()), form.getVersionTag(),
        compiler.optional(id, form.getExternalReference()));
  }

  private void script(FlowNode source, Element element) {
    ZeebeScript script = source.getSingleExtensionElement(ZeebeScript.class);
    if (script != null) {
      element.script = new ElementProperties.Script(compiler.compile(source.getId(), script.getExpression()), script.getResultVariable());
    }
  }

  private void decision(FlowNode source, Element element) {
    ZeebeCalledDecision called = source.getSingleExtensionElement(ZeebeCalledDecision.class);
    if (called != null) {
      element.decision = new ElementProperties.Decision(compiler.compile(source.getId(), called.getDecisionId()), called.getResultVariable(),
          binding(called.getBindingType()), called.getVersionTag());
    }
  }

  private void call(FlowNode source, Element element) {
    ZeebeCalledElement called = source.getSingleExtensionElement(ZeebeCalledElement.class);
    if (called == null) {
      findings.add(source.getId(), "a call activity needs a called process");
      return;
    }
    element.call = new ElementProperties.Call(compiler.compile(source.getId(), called.getProcessId()), binding(called.getBindingType()), called.getVersionTag(),
        called.isPropagateAllParentVariablesEnabled(), called.isPropagateAllChildVariablesEnabled());
  }

  private static ElementProperties.Binding binding(@Nullable ZeebeBindingType type) {
    if (type == null || type == ZeebeBindingType.latest) {
      return ElementProperties.Binding.LATEST;
    }
    return type == ZeebeBindingType.deployment ? ElementProperties.Binding.DEPLOYMENT : ElementProperties.Binding.VERSION_TAG;
  }

  private static Map<String, String> headers(FlowNode source) {
    Map<String, String> headers = new LinkedHashMap<>();
    ZeebeTaskHeaders declared = source.getSingleExtensionElement(ZeebeTaskHeaders.class);
    if (declared != null) {
      declared.getHeaders().stream().filter(header -> header.getKey() != null && header.getValue() != null)
          .forEach(header -> headers.put(header.getKey(), header.getValue()));
    }
    return headers;
  }
}
