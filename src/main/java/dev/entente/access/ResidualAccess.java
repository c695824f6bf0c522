package dev.entente.access;

import java.time.Instant;

/**
 * Something that a partner still has.
 *
 * @param what why it counts: what the target shows, or what the ledger says
 * @param since when it was granted, or for what the ledger never gave, when it was seen
 * @param owner the user or group that answers for it
 */
public record ResidualAccess(String target, String holder, String holderName, String role, String what, Instant since, String owner) {}
