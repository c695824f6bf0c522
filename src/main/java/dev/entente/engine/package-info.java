/**
 * The embedded runtime: a BPMN interpreter whose only state is PostgreSQL, behind the facade {@link dev.entente.engine.Engine}.
 *
 * <p>One command is one transaction. The row of the root process instance is its lock; what belongs to the root (called processes
 * included) is loaded in a fixed number of statements, interpreted in memory, and written back with one statement for each table touched.
 * History and runtime are the same rows, so a search reads what was written. The runtime knows nothing of the rest of the application.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.entente.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
