package dev.entente.application;

import dev.entente.partner.ContactRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An application as someone typed or sent it: nothing is checked yet. */
public record ApplicationRequest(
    @Nullable String legalName,
    @Nullable String country,
    @Nullable String website,
    @Nullable String registrationNumber,
    @Nullable List<@Nullable ContactRequest> contacts,
    @Nullable String requestedTier,
    @Nullable List<@Nullable String> markets) {}
