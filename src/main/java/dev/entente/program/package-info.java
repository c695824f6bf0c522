/** The versioned program file: tiers, entitlements, license modules, curricula, service levels. Data, not code; an agreement is pinned to one version. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.entente.program;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

