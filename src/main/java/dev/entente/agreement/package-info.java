/** Contract documents: prepared from a template, signed by a one-time link, kept with their evidence. */
@NullMarked
package dev.entente.agreement;

import org.jspecify.annotations.NullMarked;
