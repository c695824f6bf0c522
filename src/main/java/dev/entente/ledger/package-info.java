/**
 * The ledger of grants: intend, call, settle; granting and revoking, repeat-safe, per entitlement, holder and target. What ought to be granted is
 * said above, by {@code access}.
 *
 * <p>A grant is three steps: {@link dev.entente.ledger.Ledger} writes a row REQUESTED in a short transaction, the target is called outside any, and a
 * second short transaction settles the row. Whoever dies in between leaves an open row; the repeated job adopts it, and since targets read before they
 * write, one grant comes of it. A unique index allows one open row per partner, entitlement and holder.
 *
 * <p>Intending and settling hold a share lock on the partner's row, which every change of its stage needs for itself: a grant is either settled before
 * the partner leaves, and then found and revoked by the leaving, or it sees that the partner has left. A call that was under way meanwhile is taken back
 * by whoever settles it, and, should that one die first, by {@link dev.entente.ledger.LateGrantCheck}. {@link dev.entente.ledger.RevocationSweep} finishes what no
 * job finishes any more, {@link dev.entente.ledger.AccountDeprovisioning} closes accounts that only roles had brought, and {@link dev.entente.ledger.GrantExpiry} lets
 * the dates of grants act.
 *
 * <p>Tripwire: a call to a target that outlives its job's timeout on another node could undo a newer grant of the same row's holder; timeouts of targets
 * are therefore far shorter than those of jobs, and the reconciliation shows what differs all the same.
 */
@ApplicationModule(allowedDependencies = {"mail", "partner", "process", "provisioning", "tasks", "trail"})
@NullMarked
package dev.entente.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

