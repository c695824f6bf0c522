/**
 * The only door to the process engine, and the only importer of {@code io.camunda.client}.
 *
 * <p>Shape: {@link dev.entente.process.JobType} methods do the jobs; {@link dev.entente.process.Processes} writes process starts and messages to an
 * outbox row inside the caller's transaction and sends them after the commit, so there is no ghost instance and no lost start. At start-up the
 * files of {@code bpmn/} are deployed when they differ from what was shipped last, and job types are matched with workers both ways.
 *
 * <p>Delivery contract: at least once, commit before complete. A worker may see the same job again after its commit and must then change nothing.
 */
@ApplicationModule(allowedDependencies = {"identity", "trail"})
@NullMarked
package dev.entente.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

