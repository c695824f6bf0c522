/**
 * Signed licenses: issued, verified with the public key, revoked.
 *
 * <p>A partner has one license at a time, and a term that begins with the license it becomes active with. Whatever takes the place of a license (another
 * tier, an exception, access that is given again) ends when that one would have; {@link dev.entente.license.Lineage} says which one it followed and why.
 * What is undone, such as a promotion, gives back the license before as it was: its number leaves the list of revocations.
 */
@ApplicationModule(allowedDependencies = {"document", "identity", "partner", "portal", "program", "provisioning", "trail"})
@NullMarked
package dev.entente.license;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

