package dev.entente.engine;

import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.JsonValues;
import dev.entente.engine.store.MessageStore;
import dev.entente.engine.store.Rows;
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
      lock(context, command.name(), command.correlationKey());
      String messageId = blankToNull(command.messageId());
      if (messageId != null) {
        refuseTwin(context, command, messageId);
      }
      MessageStore.Buffered message = message(context, command.name(), command.correlationKey(), command.variables());
      boolean kept = command.timeToLive().toMillis() > 0;
      if (kept) {
        context.work.add(new Rows.Message(message.key(), message.name(), message.correlationKey(), messageId, message.variables(), context.now,
            context.now.plus(command.timeToLive())));
      }
      deliver(context, message, kept);
      return new Results.PublishedMessage(message.key());
    });
  }

  Results.CorrelatedMessage correlate(Commands.CorrelateMessage command) {
    required(command.name());
    return runtime.command(context -> {
      lock(context, command.name(), command.correlationKey());
      MessageStore.Buffered message = message(context, command.name(), command.correlationKey(), command.variables());
      Delivery delivery = deliver(context, message, false);
      Long instance = delivery.started != null ? delivery.started : delivery.reached;
      if (instance == null) {
        throw Rejected.notFound("Expected to find subscription for message with name '%s' and correlation key '%s', but none was found.",
            command.name(), command.correlationKey());
      }
      return new Results.CorrelatedMessage(message.key(), instance);
    });
  }

  private void refuseTwin(CommandContext context, Commands.PublishMessage command, String messageId) {
    runtime.messages.withId(command.name(), command.correlationKey(), messageId).ifPresent(known -> {
      if (known.expiresAt().isAfter(context.now)) {
        throw new Rejected(Rejected.Code.ALREADY_EXISTS, "Expected to publish a new message with id '%s', but a message with that id was already published"
            .formatted(messageId));
      }
      context.work.expire(known.key());
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
    String json = JsonValues.write(variables);
    if (json.contains("\\u0000")) {
      throw Rejected.invalid("Expected the variables of message '%s' to be without the character U+0000, but one has it", name);
    }
    return new MessageStore.Buffered(context.work.nextKey(), name, correlationKey, json);
  }

  /** All roots with an instance that waits for the message are locked afterwards. */
  private void lock(CommandContext context, String name, String correlationKey) {
    Set<Long> roots = runtime.messages.waiting(name, correlationKey).stream().map(MessageStore.Waiting::rootKey).collect(Collectors.toSet());
    runtime.loader.lockAll(roots);
    context.messages.lock(name, correlationKey);
    if (!runtime.messages.waiting(name, correlationKey).stream().allMatch(waiting -> roots.contains(waiting.rootKey()))) {
      throw new EngineRuntime.StartOver();
    }
  }

  /** The instance that a message started and the last one it reached. */
  private static final class Delivery {

    @Nullable Long started;
    @Nullable Long reached;
  }

  /** At most one instance of each process; start events last, and only of processes that were not reached. */
  private Delivery deliver(CommandContext context, MessageStore.Buffered message, boolean kept) {
    Delivery delivery = new Delivery();
    Map<String, MessageStore.Waiting> chosen = new LinkedHashMap<>();
    runtime.messages.waiting(message.name(), message.correlationKey()).forEach(waiting -> chosen.putIfAbsent(waiting.processId(), waiting));
    Set<String> taken = new HashSet<>(chosen.keySet());
    chosen.values().forEach(waiting -> reach(context, message, waiting, delivery, kept));
    for (MessageStore.Start start : runtime.messages.starts(message.name())) {
      ElementInstance root = taken.add(start.processId()) ? context.messages.start(start, message) : null;
      if (root != null) {
        remember(context, message, start.processId(), kept);
        delivery.started = root.process.key;
      }
    }
    return delivery;
  }

  private void reach(CommandContext context, MessageStore.Buffered message, MessageStore.Waiting waiting, Delivery delivery, boolean kept) {
    context.load(waiting.rootKey(), waiting.elementInstanceKey());
    ElementInstance host = context.work.instance(waiting.elementInstanceKey());
    if (host == null || !host.isOpen()) {
      return;
    }
    remember(context, message, waiting.processId(), kept);
    long process = host.process.key;
    boolean done = context.messages.reach(message, host, waiting.elementId(), waiting.key());
    context.work.change(new Rows.SubscriptionChange(waiting.key(), done ? "CORRELATED" : "CREATED", context.now));
    delivery.reached = process;
  }

  /** Only a message that is kept could reach the process again. */
  private static void remember(CommandContext context, MessageStore.Buffered message, String processId, boolean kept) {
    if (kept) {
      context.work.add(new Rows.MessageCorrelation(message.key(), processId));
    }
  }
}
