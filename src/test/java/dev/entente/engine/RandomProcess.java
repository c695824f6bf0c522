package dev.entente.engine;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.builder.AbstractFlowNodeBuilder;
import io.camunda.zeebe.model.bpmn.builder.AbstractGatewayBuilder;
import java.util.Random;

/** Builds block-structured processes at random: what a seed builds is always the same. */
final class RandomProcess {

  private final Random random;
  private final String id;
  private int names;

  RandomProcess(long seed) {
    this.random = new Random(seed);
    this.id = "random_" + seed;
  }

  String id() {
    return id;
  }

  BpmnModelInstance build() {
    AbstractFlowNodeBuilder<?, ?> end = sequence(Bpmn.createExecutableProcess(id).startEvent(), 3);
    return end.endEvent().done();
  }

  private String name(String kind) {
    return kind + "_" + ++names;
  }

  private AbstractFlowNodeBuilder<?, ?> sequence(AbstractFlowNodeBuilder<?, ?> from, int depth) {
    AbstractFlowNodeBuilder<?, ?> at = from;
    int length = 1 + random.nextInt(3);
    for (int n = 0; n < length; n++) {
      at = block(at, depth);
    }
    return at;
  }

  private AbstractFlowNodeBuilder<?, ?> block(AbstractFlowNodeBuilder<?, ?> from, int depth) {
    int kind = random.nextInt(depth > 0 ? 13 : 6);
    return switch (kind) {
      case 0, 1 -> from.serviceTask(name("job"), task -> task.zeebeJobType(id));
      case 2 -> from.userTask(name("user"), task -> task.zeebeUserTask());
      case 3 -> from.receiveTask(name("receive"), task -> task.message(m -> m.name(id).zeebeCorrelationKeyExpression("key")));
      case 4 -> from.intermediateCatchEvent(name("timer"), event -> event.timerWithDuration("PT1M"));
      case 5 -> from.serviceTask(name("each"), task -> task.zeebeJobType(id).multiInstance(loop -> {
        loop.zeebeInputCollectionExpression("for i in 1..3 return i").zeebeOutputCollection("out").zeebeOutputElementExpression("loopCounter");
        if (random.nextBoolean()) {
          loop.sequential();
        }
      }));
      case 6, 7 -> forked(from.parallelGateway(name("fork")), depth, 'p');
      case 8 -> forked(from.inclusiveGateway(name("split")), depth, 'i');
      case 9 -> forked(from.exclusiveGateway(name("which")), depth, 'e');
      case 10 -> fenced(from, depth);
      case 11 -> from.subProcess(name("looped"), sub -> sub.multiInstance(loop -> loop.zeebeInputCollectionExpression("[1,2]"))
          .embeddedSubProcess().startEvent().serviceTask(name("inner"), task -> task.zeebeJobType(id)).endEvent());
      default -> from.callActivity(name("call"), call -> call.zeebeProcessId("random_child"));
    };
  }

  /** A sub-process that an error leaves, and that a timer looks at from outside. */
  private AbstractFlowNodeBuilder<?, ?> fenced(AbstractFlowNodeBuilder<?, ?> from, int depth) {
    String name = name("fenced");
    String join = name("merge");
    AbstractFlowNodeBuilder<?, ?> sub = from.subProcess(name, it -> sequence(it.embeddedSubProcess().startEvent(), depth - 1).endEvent());
    sub.exclusiveGateway(join);
    sub.moveToActivity(name).boundaryEvent(name("error"), boundary -> boundary.error("E")).connectTo(join);
    return sub.moveToActivity(name).boundaryEvent(name("look"), boundary -> boundary.cancelActivity(false).timerWithDuration("PT10M"))
        .endEvent().moveToNode(join);
  }

  private AbstractFlowNodeBuilder<?, ?> forked(AbstractGatewayBuilder<?, ?> fork, int depth, char kind) {
    String from = fork.getElement().getId();
    String join = from + "_join";
    int branches = 2 + random.nextInt(2);
    AbstractFlowNodeBuilder<?, ?> at = fork;
    for (int n = 0; n < branches; n++) {
      if (n > 0) {
        at = at.moveToNode(from);
      }
      if (kind != 'p') {
        at = n == 0 ? at.sequenceFlowId(name("flow")).conditionExpression("true")
            : at.sequenceFlowId(name("flow")).conditionExpression(kind == 'i' && random.nextBoolean() ? "true" : "false");
      }
      at = sequence(at, depth - 1);
      if (n > 0) {
        at = at.connectTo(join);
      } else {
        at = kind == 'p' ? at.parallelGateway(join) : kind == 'i' ? at.inclusiveGateway(join) : at.exclusiveGateway(join);
      }
    }
    return at.moveToNode(join);
  }
}
