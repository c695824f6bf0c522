/**
 * The end of a partnership, from the request to the proof that nothing is left.
 *
 * <p>A {@link dev.entente.termination.Termination} goes REQUESTED, NOTICE, UNWINDING, CLOSED; before the unwind begins it may be REJECTED, CURED or
 * WITHDRAWN instead. Its steps are jobs of the process {@code termination-unwind} and live in {@link dev.entente.termination.TerminationSteps}; a job that runs
 * twice changes nothing. Terms come from the decision table {@code termination-terms}, what the partner has to give back from {@code exit-material}.
 *
 * <p>Access is taken by the access package, obligations are settled by the settlement package. What is decided here is only whether the partnership may be
 * closed: {@link dev.entente.termination.ExitVerification} asks every target, the revocation list, the portal and the engine afresh, keeps each answer, and a single
 * thing that is left, or can't be seen, keeps the case open. Wind-down rights of end customers are exempt, each by the name of its license.
 */
@ApplicationModule(allowedDependencies = {"access", "approval", "document", "evidence", "identity",
    "license", "mail", "partner", "portal", "process", "program", "screening", "settlement", "trail"})
@NullMarked
package dev.entente.termination;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

