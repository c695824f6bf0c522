/**
 * Adapters to the systems that access is granted in, behind one {@link dev.entente.provisioning.TargetSystem}.
 *
 * <p>Which targets there are is data: a row {@link dev.entente.provisioning.Target} of a {@link dev.entente.provisioning.TargetKind}, with settings
 * that the kind's {@link dev.entente.provisioning.TargetFactory} describes and checks. {@link dev.entente.provisioning.ConnectedTargets} keeps one
 * adapter per row and makes it anew when the row has changed. Secrets are in no row: a setting holds the name of an environment variable or property.
 *
 * <p>A target that is switched off or set up wrong is unavailable, never empty: whoever asks what it holds must not be told "nothing".
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.entente.provisioning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

