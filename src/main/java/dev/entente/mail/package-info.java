/**
 * The outbox of mails: a row written in the caller's transaction, sent once or visibly failed.
 *
 * <p>Shape: {@link dev.entente.mail.Mails#enqueue} renders nothing and sends nothing; a dispatcher claims rows, renders
 * {@code templates/mail/<template>.html} and {@code .txt}, and hands them to SMTP. A second enqueue with the same key changes nothing.
 */
@NullMarked
package dev.entente.mail;

import org.jspecify.annotations.NullMarked;
