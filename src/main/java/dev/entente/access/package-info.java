/** The ledger of grants: intend, call, settle; granting and revoking, repeat-safe, per entitlement, holder and target. */
@NullMarked
package dev.entente.access;

import org.jspecify.annotations.NullMarked;
