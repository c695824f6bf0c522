/** Denied-party lists, name matching with explained scores, country embargoes, screenings kept as evidence. */
@NullMarked
package dev.entente.screening;

import org.jspecify.annotations.NullMarked;
