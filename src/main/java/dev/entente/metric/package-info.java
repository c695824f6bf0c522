/** What is measured of partners: revenue, satisfaction, audits, adherence; reported by people, files or other systems, each value once. */
@ApplicationModule(allowedDependencies = {"identity", "partner", "trail"})
@NullMarked
package dev.entente.metric;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

