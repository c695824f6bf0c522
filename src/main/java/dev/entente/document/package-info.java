/**
 * Documents on paper: PDF files rendered from {@code templates/document/*.html}, sealed, and checked. Knows no feature.
 *
 * <p>A seal is a PAdES baseline-B signature over the whole file by the vendor's own certificate: made at the first start and kept in the data folder, or
 * given as PKCS#12 file by {@code entente.seal.keystore} with the password from the environment. What it proves offline, with any PDF reader or with the
 * published certificate: who sealed the file, when by the vendor's clock, and that no byte has changed since. It carries no time stamp of a third party.
 * Certificates that ever sealed something are kept ({@code seal_certificate}), so that a change of certificate leaves old documents checkable. Checking
 * reads the file in memory and keeps nothing.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.entente.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

