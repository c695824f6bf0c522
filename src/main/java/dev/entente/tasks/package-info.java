/**
 * The inbox of human tasks: list, claim, complete, hand over, remind, escalate; four eyes on the server.
 *
 * <p>Shape: who acts is an {@link dev.entente.tasks.Actor}, with the groups of now and what others handed over; as whom it may act on a task are its
 * voices, its own first. {@link dev.entente.tasks.TaskCompletion} alone completes tasks, one voice at a time, and asks the feature that the task is of
 * ({@link dev.entente.tasks.TaskExtension}) whether it may. A delegation is reckoned anew at each act from the groups that both people are in now, so it ends
 * with their membership, and can't be handed on: what one was given is no group of one's own.
 *
 * <p>Due dates in diagrams count as working time ({@link dev.entente.tasks.WorkingTime}): the announcer moves a new task's date over weekends and
 * holidays of the country of whom it is for. A process that reckons its own dates says so with the header {@code timing=process}.
 */
@ApplicationModule(allowedDependencies = {"identity", "mail", "partner", "process", "trail"})
@NullMarked
package dev.entente.tasks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

