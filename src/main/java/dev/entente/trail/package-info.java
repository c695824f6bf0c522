/**
 * The append-only, hash-chained record of who did what, with which evidence.
 *
 * <p>Shape: {@link dev.entente.trail.Trail#record} inserts a row in the caller's transaction; a sealer links new rows into one global chain moments
 * later (one writer, so business transactions never wait for each other). The table refuses UPDATE and DELETE but for the one sealing of a row.
 */
@ApplicationModule(allowedDependencies = {"identity"})
@NullMarked
package dev.entente.trail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

