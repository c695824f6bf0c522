/**
 * What partners have to say about the program, and what they are answered: given in the portal, read and answered by the vendor's people, the answer mailed
 * and shown where the feedback was given. All of a partner's contacts see what their company said.
 */
@ApplicationModule(allowedDependencies = {"identity", "mail", "partner", "portal", "trail"})
@NullMarked
package dev.entente.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

