package dev.entente.approval;

/**
 * One thing that an approver has to know.
 *
 * @param label message key
 * @param value text as it is shown
 */
public record Fact(String label, String value) {}
