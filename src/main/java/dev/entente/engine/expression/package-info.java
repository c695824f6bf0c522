/**
 * FEEL expressions and DMN decisions for the embedded runtime, over the open source FEEL and DMN engines.
 *
 * <p>Values are plain JSON values on both sides: {@code null}, Boolean, String, Long, Double, List, Map. Whole numbers come back as Long with all 64
 * bits; dates, times and durations come back as ISO 8601 text, as they look when they become process variables. A missing variable reads as null.
 */
@NullMarked
package dev.entente.engine.expression;

import org.jspecify.annotations.NullMarked;
