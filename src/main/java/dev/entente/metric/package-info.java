/** What is measured of partners: revenue, satisfaction, audits, adherence; reported by people, files or other systems, each value once. */
@NullMarked
package dev.entente.metric;

import org.jspecify.annotations.NullMarked;
