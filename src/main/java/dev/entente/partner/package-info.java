/** Partners and their contacts: applications one by one or in bulk, duplicate detection, stages. */
@NullMarked
package dev.entente.partner;

import org.jspecify.annotations.NullMarked;
