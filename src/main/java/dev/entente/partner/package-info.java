/** Partners and their contacts: applications one by one or in bulk, duplicate detection, stages. */
@ApplicationModule(allowedDependencies = {"identity", "process", "program", "trail"})
@NullMarked
package dev.entente.partner;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

