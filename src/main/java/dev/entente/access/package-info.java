/**
 * What a partner is to have and when it is taken: plans of grants by tier, contacts who join and leave, suspension, unwind. The rows and the calls are
 * {@code ledger}'s.
 */
@ApplicationModule(allowedDependencies = {"identity", "ledger", "mail", "partner", "process", "program", "provisioning", "trail"})
@NullMarked
package dev.entente.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

