/**
 * Contract documents: prepared from a template, signed by a one-time link, kept with their evidence.
 *
 * <p>A link's token is known to the mail and to nobody else: the database holds its hash, logs and referrers never see it. Every mail carries a token of
 * its own, and all of an agreement's tokens die when it is signed or expires. Signing is one transaction: evidence, trail entry, message to the process
 * and confirmation mail are there together or not at all.
 */
@ApplicationModule(allowedDependencies = {"document", "identity", "mail", "partner", "portal", "process", "program", "trail"})
@NullMarked
package dev.entente.agreement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

