/** Enrollments, completions, certifications and certificates. */
@NullMarked
package dev.entente.training;

import org.jspecify.annotations.NullMarked;
