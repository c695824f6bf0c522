/** Targets worked by hand, whose calls are tasks for a group, and the administration of all targets. */
@ApplicationModule(allowedDependencies = {"evidence", "identity", "ledger", "partner", "process", "program", "provisioning", "trail"})
@NullMarked
package dev.entente.manual;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

