package dev.entente.screening;

import dev.entente.partner.PartnerId;

/** Compliance found that a partner, or one of its people, is a listed party; published in the transaction that records it. */
public record ScreeningMatchConfirmed(PartnerId partner, long caseId, String why) {}
