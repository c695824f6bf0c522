/** Adapters to the systems that access is granted in, behind one {@link dev.entente.access.target.TargetSystem}. */
@NullMarked
@NamedInterface("target")
package dev.entente.access.target;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
