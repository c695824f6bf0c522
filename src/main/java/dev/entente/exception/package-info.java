/**
 * Time-boxed deviations from the program, each with a group that answers for it; a throwable is named for what happened here, since "exception" is business.
 *
 * <p>{@link dev.entente.exception.ExceptionRequests} checks a wish against the program and starts process {@code exception-approval}; {@link
 * dev.entente.exception.ExceptionActivation} puts it in force once it is approved, {@link dev.entente.exception.ExceptionExpiry} takes it back when its time is over, when it
 * is revoked, or when the partner leaves. What an exception changes stays in the package that owns it: seats, markets and modules in the overrides of
 * licenses, a right of a higher tier in the ledger; waivers, terms of payment and graces are read here, from {@link dev.entente.exception.Exceptions}.
 *
 * <p>An extension begins at the instant at which what it extends ends, and is put in force before: nothing is ever revoked to be granted again. It is a
 * request and a decision of its own.
 *
 * <p>Exceptions of one kind add up where they are amounts (seats, waived people), up to what the program bears; where they are not, a second one for the
 * same thing is refused while the first is open.
 */
@ApplicationModule(allowedDependencies = {"access", "approval", "identity", "ledger", "license", "mail",
    "partner", "portal", "process", "program", "screening", "trail", "training"})
@NullMarked
package dev.entente.exception;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

