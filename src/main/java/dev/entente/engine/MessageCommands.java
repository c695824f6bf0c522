package dev.entente.engine;

import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.JsonValues;
import dev.entente.engine.store.MessageStore;
import dev.entente.engine.store.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Publishing and correlating messages.
 *
 * <p>Locks are always taken in the same order: the roots, by key, then the name and key of the message. The roots are found before the message
 * is locked; should others have begun to wait in between, the command starts over with them.
 */
final class MessageCommands {

  private final EngineRuntime runtime;

  MessageCommands(EngineRuntime runtime) {
    this.runtime = runtime;
  }

  Results.PublishedMessage publish(Commands.PublishMessage command) {
    required(command.name());
    return runtime.command(context -> {
      MessageCorrelator correlating = lock(context, command.name(), command.correlationKey());
      if (command.messageId() != null && !command.messageId().isEmpty()
          && runtime.messages.isBuffered(command.name(), command.correlationKey(), command.messageId(), context.now)) {
        throw new Rejected(Rejected.Code.ALREADY_EXISTS, "Expected to publish a new message with id '%s', but a message with that id was already published"
            .formatted(command.messageId()));
      }
      MessageStore.Buffered message = message(context, command.name(), command.correlationKey(), command.variables());
      boolean kept = command.timeToLive().toMillis() > 0;
      if (kept) {
        Instant expires = context.now.plus(command.timeToLive());
        runtime.messages.buffer(message, blankToNull(command.messageId()), context.now, expires);
      }
      Delivery delivery = deliver(context, correlating, message);
      if (kept) {
        delivery.processIds.forEach(processId -> context.work.add(new Rows.MessageCorrelation(message.key(), processId)));
      }
      return new Results.PublishedMessage(message.key());
    });
  }

  Results.CorrelatedMessage correlate(Commands.CorrelateMessage command) {
    required(command.name());
    return runtime.command(context -> {
      MessageCorrelator correlating = lock(context, command.name(), command.correlationKey());
      MessageStore.Buffered message = message(context, command.name(), command.correlationKey(), command.variables());
      Delivery delivery = deliver(context, correlating, message);
      Long instance = delivery.started != null ? delivery.started : delivery.reached;
      if (instance == null) {
        throw Rejected.notFound("Expected to find subscription for message with name '%s' and correlation key '%s', but none was found.",
            command.name(), command.correlationKey());
      }
      return new Results.CorrelatedMessage(message.key(), instance);
    });
  }

  private static void required(String name) {
    if (name.isBlank()) {
      throw Rejected.invalid("Expected the message to have a name, but it has none");
    }
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private MessageStore.Buffered message(CommandContext context, String name, String correlationKey, Map<String, ? extends @Nullable Object> variables) {
    return new MessageStore.Buffered(context.work.nextKey(), name, correlationKey, JsonValues.write(variables));
  }

  /** All roots with an instance that waits for the message are locked afterwards. */
  private MessageCorrelator lock(CommandContext context, String name, String correlationKey) {
    Set<Long> roots = runtime.messages.waiting(name, correlationKey).stream().map(MessageStore.Waiting::rootKey).collect(Collectors.toSet());
    runtime.loader.lockAll(roots);
    MessageCorrelator correlating = new MessageCorrelator(context);
    correlating.lock(name, correlationKey);
    if (!runtime.messages.waiting(name, correlationKey).stream().allMatch(waiting -> roots.contains(waiting.rootKey()))) {
      throw new EngineRuntime.StartOver();
    }
    return correlating;
  }

  /** Which processes a message has reached. */
  private static final class Delivery {

    final List<String> processIds = new ArrayList<>();
    @Nullable Long started;
    @Nullable Long reached;
  }

  /** At most one instance of each process; start events first. */
  private Delivery deliver(CommandContext context, MessageCorrelator correlating, MessageStore.Buffered message) {
    Delivery delivery = new Delivery();
    Map<String, MessageStore.Waiting> chosen = new LinkedHashMap<>();
    runtime.messages.waiting(message.name(), message.correlationKey()).forEach(waiting -> chosen.putIfAbsent(waiting.processId(), waiting));
    Set<String> taken = new HashSet<>(chosen.keySet());
    chosen.values().forEach(waiting -> reach(context, correlating, message, waiting, delivery));
    for (MessageStore.Start start : runtime.messages.starts(message.name())) {
      if (!taken.add(start.processId())) {
        continue;
      }
      ElementInstance root = correlating.start(start, message);
      if (root != null) {
        delivery.processIds.add(start.processId());
        delivery.started = root.process.key;
      }
    }
    return delivery;
  }

  private void reach(CommandContext context, MessageCorrelator correlating, MessageStore.Buffered message, MessageStore.Waiting waiting, Delivery delivery) {
    context.load(waiting.rootKey());
    ElementInstance host = context.work.instance(waiting.elementInstanceKey());
    if (host == null || !host.isOpen()) {
      return;
    }
    long process = host.process.key;
    boolean done = correlating.reach(message, host, waiting.elementId(), waiting.key());
    runtime.messages.correlated(waiting.key(), !done, context.now);
    delivery.processIds.add(waiting.processId());
    delivery.reached = process;
  }
}
