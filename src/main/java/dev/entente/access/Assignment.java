package dev.entente.access;

import dev.entente.ledger.Grant;
import dev.entente.ledger.GrantOrder.Holder;
import dev.entente.ledger.GrantOrder.Place;
import dev.entente.ledger.GrantOrder.Terms;
import java.time.LocalDate;
import java.util.Set;

/** What entitles a partner, or one of its people, beside the tier; the feature that decided it says so for as long as it holds. */
public sealed interface Assignment {

  /** What decided it, such as {@code Exception E-1001}: lets who ends it ask what would be without it. */
  String cause();

  /** An entitlement of another tier for all who hold such, on terms of its own. */
  record Extra(String cause, String entitlement, Terms terms) implements Assignment {}

  /**
   * What a tier gave that the partner has left, for a while.
   *
   * @param until the last day
   * @param contacts ids of the people who were there when it began: who joins later has no part in it
   */
  record WindDown(String cause, String tier, LocalDate until, Set<Long> contacts) implements Assignment {}

  /** Access of one holder alone, taken on by decision from what a target held. */
  record Adopted(String cause, Grant.Kind kind, String entitlement, String name, Place place, Holder holder, Terms terms) implements Assignment {}

  /**
   * What the tier gives lasts longer than the term.
   *
   * @param until the last day
   */
  record Grace(String cause, LocalDate until) implements Assignment {}
}
