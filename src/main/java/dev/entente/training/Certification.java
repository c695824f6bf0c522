package dev.entente.training;

import java.time.LocalDate;

/**
 * A course that a person of the partner passed, and that counts: neither expired nor revoked.
 *
 * @param score of 100
 * @param expiresOn the last day on which it counts
 */
public record Certification(long contactId, String curriculum, String course, LocalDate issuedAt, LocalDate expiresOn, int score) {}
