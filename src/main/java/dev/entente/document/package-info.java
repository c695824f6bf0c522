/** Documents on paper: PDF files rendered from {@code templates/document/*.html}. Knows no feature. */
@NullMarked
package dev.entente.document;

import org.jspecify.annotations.NullMarked;
