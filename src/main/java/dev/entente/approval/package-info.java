/**
 * Approvals: several people decide one thing, level by level, each decision bound to the facts that were shown.
 *
 * <p>Shape: the process {@code approval} is called by other processes; its workers call {@link dev.entente.approval.ApprovalLifecycle}, which alone changes the
 * tables. What is decided about belongs to another feature, which contributes an {@link dev.entente.approval.ApprovalSubject}: it names its kinds and
 * tells their facts, and this package makes a digest of them. The digest that was shown travels with every decision. Levels come from the decision table
 * {@code approval-routing}.
 *
 * <p>Each step locks the approval's row, so that decisions that come at the same moment are taken one after the other. The check on the page is a
 * courtesy; the worker's check behind it is what counts, and it asks again instead of taking what must not be taken.
 */
@ApplicationModule(allowedDependencies = {"identity", "mail", "partner", "portal", "process", "program", "tasks", "trail"})
@NullMarked
package dev.entente.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

