/** What the default start brings along: the PostgreSQL server, the embedded runtime, an LDAP directory, an SMTP sink, demo users. */
@ApplicationModule(allowedDependencies = {"engine::api", "mail", "web"})
@NullMarked
package dev.entente.embedded;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

