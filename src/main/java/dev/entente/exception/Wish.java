package dev.entente.exception;

import org.jspecify.annotations.Nullable;

/** What somebody asks for, as it was typed; scope and amount where the kind has them. */
record Wish(@Nullable String kind, @Nullable String scope, @Nullable String amount, @Nullable String days, @Nullable String reason) {

  /** An extension asks for the same again, for some more days. */
  Wish sameAs(ExceptionCase extended) {
    return new Wish(extended.kind().name(), extended.scope(), extended.amount() == null ? "" : "" + extended.amount(), days, reason);
  }
}
