/** BPMN XML made into an immutable graph once per deployment; what the runtime can't execute is refused here, with element id and reason. */
@NullMarked
package dev.entente.engine.model;

import org.jspecify.annotations.NullMarked;
