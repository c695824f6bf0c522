package dev.entente.exception;

import org.jspecify.annotations.Nullable;

/** What somebody asks for, as it was typed; scope and amount where the kind has them. */
record ExceptionRequest(@Nullable String kind, @Nullable String scope, @Nullable String amount, @Nullable String days, @Nullable String reason) {

  /** An extension asks for the same again, for some more days. */
  ExceptionRequest sameAs(ExceptionCase extended) {
    return new ExceptionRequest(extended.kind().name(), extended.scope(), extended.amount() == null ? "" : "" + extended.amount(), days, reason);
  }
}
