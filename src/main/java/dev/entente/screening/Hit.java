package dev.entente.screening;

/**
 * A listed name that is like the one that was asked for.
 *
 * @param name the listed name that matched, an alias perhaps
 * @param score 0 to 100
 * @param reason what is alike and what is not, in words
 */
record Hit(String list, String entryId, String name, ListedParty.Kind kind, int score, String reason) {}
