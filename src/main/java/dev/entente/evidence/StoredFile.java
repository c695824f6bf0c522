package dev.entente.evidence;

import dev.entente.partner.PartnerId;
import java.time.OffsetDateTime;

/**
 * A kept file without its bytes.
 *
 * @param size in bytes
 * @param sha256 in hexadecimal
 * @param storedBy user name, or {@code contact:<id>}
 */
public record StoredFile(FileId id, PartnerId partner, String name, String mediaType, int size, String sha256, String storedBy, OffsetDateTime storedAt) {}
