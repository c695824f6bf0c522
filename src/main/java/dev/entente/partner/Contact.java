package dev.entente.partner;

/**
 * A person at the partner.
 *
 * @param role what the person does there: {@code SIGNER}, {@code TECHNICAL}, {@code SALES}, {@code PRIMARY}
 */
public record Contact(long id, PartnerId partner, String name, String email, String role) {}
