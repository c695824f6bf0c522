package dev.entente.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a PDF file's seal says.
 *
 * @param sealedBy the name in the certificate, where there is a seal
 * @param sealedAt by the clock of whoever sealed it
 * @param certificate SHA-256 of the certificate, in hexadecimal
 */
public record SealCheck(Verdict verdict, @Nullable String sealedBy, @Nullable Instant sealedAt, @Nullable String certificate) {

  public enum Verdict {
    /** Sealed here, and every byte is as it was. */
    UNCHANGED,
    /** Bytes under the seal are not what they were. */
    CHANGED,
    /** What was sealed is as it was, but something was added to the file afterwards. */
    EXTENDED,
    /** Sealed, and unchanged, but by somebody else. */
    STRANGER,
    NOT_SEALED,
    NO_PDF
  }
}
