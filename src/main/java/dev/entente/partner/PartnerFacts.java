package dev.entente.partner;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What other features need to know of a partner.
 *
 * @param country ISO 3166-1 alpha-2
 * @param tier the tier it has, or before activation the one it enters with
 * @param programVersion the version its agreement is pinned to
 * @param requestedBy user name of who asked for the partnership: never approves it
 */
public record PartnerFacts(
    PartnerId id,
    String legalName,
    String country,
    @Nullable String website,
    @Nullable String registrationNumber,
    Stage stage,
    String tier,
    String programVersion,
    String requestedBy,
    Set<String> markets,
    List<Contact> contacts) {}
