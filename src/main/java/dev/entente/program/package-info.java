/** The versioned program file: tiers, entitlements, license modules, curricula, service levels. Data, not code; an agreement is pinned to one version. */
@NullMarked
package dev.entente.program;

import org.jspecify.annotations.NullMarked;
