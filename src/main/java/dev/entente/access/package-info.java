/**
 * What a partner ought to have, and everything that brings it there: plans of grants by tier, contacts who join and leave, suspension, unwind. The rows
 * and the calls are {@code ledger}'s.
 *
 * <p>{@link dev.entente.access.ExpectedAccess} is a function: program version, tier, contacts, {@link dev.entente.access.Assignment assignments} (exceptions
 * in force, wind-downs, adoptions, graces), stage and day in, grants with end, owner and reason out. {@link dev.entente.access.ExpectedAccessInputs} reads what
 * it depends on, in as many statements for many partners as for one; features above say through {@link dev.entente.access.AssignmentSource} what
 * they entitle partners to. Nobody adds up for itself what a partner has a right to, and nobody keeps a list to replay: a reinstatement gives what ought to be
 * there on its day, not what was taken.
 *
 * <p>A cause that ends (a tier, an exception, a wind-down, a contact) takes only what no other cause gives, and what another gives ends when that one
 * says: {@link dev.entente.access.AccessRecalculation}. What a person revoked by decision, and what could not be granted and was given up, is part of the
 * input: it does not come back by itself.
 *
 * <p>Easy to get wrong: a promotion grants before it changes the tier, so that for that moment the ledger holds more than is expected; whoever compares the two
 * leaves out what has changed lately. Whether somebody may be granted something at this instant is not asked here but under the partner's
 * lock, by the ledger's eligibility.
 */
@ApplicationModule(allowedDependencies = {"identity", "ledger", "mail", "partner", "process", "program", "provisioning", "trail"})
@NullMarked
package dev.entente.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

