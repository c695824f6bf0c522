/** The inbox of human tasks: list, claim, complete, remind, escalate; four eyes on the server. */
@NullMarked
package dev.entente.tasks;

import org.jspecify.annotations.NullMarked;
