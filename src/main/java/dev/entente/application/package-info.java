/** Applications, one by one or in bulk: rules, duplicates, and the partner's own steps until it is active or turned away. */
@NullMarked
package dev.entente.application;

import org.jspecify.annotations.NullMarked;
