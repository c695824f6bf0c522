/** Targets worked by hand, whose calls are tasks for a group, and the administration of all targets. */
@NullMarked
package dev.entente.manual;

import org.jspecify.annotations.NullMarked;
