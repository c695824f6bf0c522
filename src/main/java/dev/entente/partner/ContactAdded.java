package dev.entente.partner;

/** A person works for the partner from now on; published in the transaction that records it. */
public record ContactAdded(PartnerId partner, long contactId, String actor) {}
