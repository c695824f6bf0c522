package dev.entente.partner;

/**
 * A person does not work for the partner any more; published in the transaction that records it.
 *
 * @param email as targets know the person
 */
public record ContactLeft(PartnerId partner, long contactId, String email, String actor) {}
