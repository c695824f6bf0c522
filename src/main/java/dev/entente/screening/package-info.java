/** Denied-party lists, name matching with explained scores, country embargoes, screenings kept as evidence. */
@ApplicationModule(allowedDependencies = {"mail", "partner", "process", "program", "trail"})
@NullMarked
package dev.entente.screening;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

