/** What all pages share: layout, sign-in and roles, error pages, home. What an identity provider says of people is kept by {@link dev.entente.identity}. */
@ApplicationModule(allowedDependencies = {"identity"})
@NullMarked
package dev.entente.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

