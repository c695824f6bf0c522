/** The tables of the schema {@code engine}: the only place that writes them. */
@NullMarked
package dev.entente.engine.store;

import org.jspecify.annotations.NullMarked;
