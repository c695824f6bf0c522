package dev.entente.partner;

import org.jspecify.annotations.Nullable;

/** A contact as someone typed or sent it: nothing is checked yet. */
public record ContactRequest(@Nullable String name, @Nullable String email, @Nullable String role) {}
