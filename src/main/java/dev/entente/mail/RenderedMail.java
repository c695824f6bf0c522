package dev.entente.mail;

/** A mail in words: its subject line, and the same text twice. */
record RenderedMail(String subject, String html, String text) {}
