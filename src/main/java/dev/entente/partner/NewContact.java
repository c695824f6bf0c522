package dev.entente.partner;

/** A checked contact that is not recorded yet. */
public record NewContact(String name, String email, String role) {}
