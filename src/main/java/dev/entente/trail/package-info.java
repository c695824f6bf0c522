/**
 * The append-only, hash-chained record of who did what, with which evidence.
 *
 * <p>Shape: {@link dev.entente.trail.Trail#record} inserts a row in the caller's transaction; a sealer links new rows into one global chain moments
 * later (one writer, so business transactions never wait for each other). The table refuses UPDATE and DELETE but for the one sealing of a row.
 *
 * <p>Each hour the chain is verified from the last checkpoint on (once a day from its first row), and its head is signed with the key that seals documents,
 * kept ({@code trail_checkpoint}) and mailed to the auditors: whoever holds such a mail can tell a chain that was written anew as a whole. The time in it is
 * the application's own; no third party vouches for it. What is exported can be verified without the application ({@link dev.entente.trail.TrailVerifier}).
 */
@ApplicationModule(allowedDependencies = {"document", "identity", "mail"})
@NullMarked
package dev.entente.trail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

