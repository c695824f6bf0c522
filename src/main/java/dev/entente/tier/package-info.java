/**
 * Tiers up and down: metrics of a partner, verdicts that explain themselves, and what a change of tier does.
 *
 * <p>Shape: {@link dev.entente.metric.Metrics} keeps what is measured, by source and period. {@link dev.entente.tier.Fact facts} are a copy of everything a
 * verdict stands on; {@link dev.entente.tier.Assessment} holds them against the bars of a program version, and the decision table {@code tier-eligibility}
 * says what follows. All three are stored with the verdict: program version, key of the decision, facts. {@link dev.entente.tier.VerdictReplay} judges again
 * from these alone, so that a verdict of the past comes out as it did, whatever the program and the table say today.
 *
 * <p>A review is one instance of {@code tier-escalation}. A partial unique index allows one open review per partner; who comes second ends. A partner
 * moves one tier at a time, in either direction. Messages can't carry a business id, so that the message {@code milestone-reached} starts a process of
 * its own ({@code tier-milestone}), which starts a review that has one. A demoted partner's review is closed when the new tier holds; the same instance then waits out the wind-down.
 */
@ApplicationModule(allowedDependencies = {"access", "approval", "identity", "mail", "metric", "partner", "portal", "process", "program", "trail", "training"})
@NullMarked
package dev.entente.tier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

