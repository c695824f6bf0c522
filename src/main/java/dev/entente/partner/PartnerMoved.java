package dev.entente.partner;

/** A partner went from one stage to another; published in the transaction in which it does. */
public record PartnerMoved(PartnerId partner, Stage from, Stage to) {}
