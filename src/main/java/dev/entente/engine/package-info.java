/**
 * The embedded runtime: a BPMN interpreter whose only state is PostgreSQL, behind the facade {@link dev.entente.engine.Engine}.
 *
 * <p>One command is one transaction. The row of the root process instance is its lock; what belongs to the root (called processes
 * included, but of parallel multi-instance bodies only the repetition at hand) is loaded in a fixed number of statements, interpreted in
 * memory, and written at the end with one statement for each table touched: a command that moves tokens writes nothing before its unit of work
 * is flushed, and what it looks up meanwhile counts that in. Deployments, the activation of jobs, deletions and the purge are statements of
 * their own. History and runtime are the same rows, so a search reads what was written.
 *
 * <p>A step that can't be done leaves its incident and nothing else: variables are as before it, and what triggered a scope is kept with it until it
 * has begun. A signal reaches each of those who wait for it in a transaction of its own. The runtime knows nothing of the rest of the
 * application; its packages look only downward: expression, model, store, behavior, engine, api.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.entente.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
