package dev.entente.engine.behavior;

import dev.entente.engine.model.Element;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event that an instance is about to wait for, everything evaluated. */
sealed interface Subscription {

  Element event();

  record Timer(Element event, Instant due, int repetitions, @Nullable String cycle) implements Subscription {}

  record Message(Element event, String name, String correlationKey) implements Subscription {}

  record Signal(Element event, String name) implements Subscription {}
}
