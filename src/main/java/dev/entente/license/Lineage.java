package dev.entente.license;

import org.jspecify.annotations.Nullable;

/**
 * Where a license comes from, and why it is no longer honored.
 *
 * @param replaces the license that the partner had before, in whose place it came
 * @param end null while it is honored
 */
record Lineage(Cause cause, @Nullable String replaces, @Nullable End end) {

  /** Why it was issued. Only {@link #FIRST} begins a term; each of the others ends when the one before would have. */
  enum Cause {
    FIRST,
    TIER_CHANGED,
    /** Exceptions, markets or the program. */
    TERMS_CHANGED,
    /** After it had been taken away, such as in a suspension. */
    GIVEN_AGAIN,
    WIND_DOWN
  }

  /** Why it was revoked. */
  enum End {
    REPLACED,
    /** What it was issued for was undone, and the one before is honored again. */
    UNDONE,
    TAKEN_AWAY
  }

  static final Lineage FIRST = new Lineage(Cause.FIRST, null, null);

  static Lineage after(License before, Cause cause) {
    return new Lineage(cause, before.id(), null);
  }
}
