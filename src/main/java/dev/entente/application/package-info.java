/** Applications, one by one or in bulk: rules, duplicates, and the partner's own steps until it is active or turned away. */
@ApplicationModule(allowedDependencies = {"identity", "mail", "partner", "process", "program", "trail", "web"})
@NullMarked
package dev.entente.application;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

