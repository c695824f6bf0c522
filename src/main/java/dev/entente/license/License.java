package dev.entente.license;

import dev.entente.partner.PartnerId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a partner may do with the products, as signed.
 *
 * @param seats at most, null where the agreement says how many
 * @param token compact JWS, signed with Ed25519
 */
record License(
    String id,
    PartnerId partner,
    String tier,
    String programVersion,
    List<String> modules,
    List<String> markets,
    @Nullable Integer seats,
    Instant validFrom,
    Instant validUntil,
    String token,
    boolean revoked,
    @Nullable Instant revokedAt) {}
