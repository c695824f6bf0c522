/**
 * Compares what targets hold with the ledger: runs, findings, remediation, and the thresholds that hold a run.
 *
 * <p>{@link dev.entente.reconciliation.ReconciliationRunner} compares each target on schedule: read the target, compare in one statement, write down what
 * is to be done, ask {@link dev.entente.reconciliation.ChangeThresholds} and {@link dev.entente.reconciliation.DryRunPolicy}, and only then do it, each thing only if
 * it is still right. It never grants and never touches what an open grant gives; rows that are being granted or revoked, also by a suspension, a
 * termination or by hand, are neither missing nor orphans.
 *
 * <p>The ledger is compared in turn with what partners ought to have, once in the same interval and on demand: {@link
 * dev.entente.reconciliation.LedgerComparison}, a page of partners at a time. These runs know no target; what they find (ought to be granted, ought not to be)
 * waits for its owner, by the same process, and nothing of it is given or taken without a decision. What moved within a day, and partners whose stage
 * did, are left to the next run.
 */
@ApplicationModule(allowedDependencies = {"access", "identity", "ledger", "mail", "partner", "process", "program", "provisioning", "tasks", "trail"})
@NullMarked
package dev.entente.reconciliation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

