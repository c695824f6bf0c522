/** Signed licenses: issued, verified with the public key, revoked. */
@NullMarked
package dev.entente.license;

import org.jspecify.annotations.NullMarked;
