/**
 * Mails: an outbox written with the change that they tell of, rendered from templates, sent after the commit.
 *
 * <p>Contract: a mail is sent at most once, or is visibly FAILED. The Message-ID follows from the mail's key, so that a receiver can tell copies. A
 * row is claimed (SENDING, with a lease), rendered, marked as handed over, and only then given to the mail server. When a sender dies, the lease runs
 * out: what was not handed over is sent again; what was, is looked up at the application's own sink, if that is the mail server; with any other server
 * nobody can know, so the mail is FAILED and a person decides whether it is sent again. Easy to get wrong: only a refusal by the server, or no
 * connection at all, proves that a mail was not taken.
 *
 * <p>A link that lets its holder in is in the mail alone ({@link dev.entente.mail.SecretLink}): it is made when the mail is sent, its secret is kept as a
 * hash by the feature that it leads to, and what is kept of the mail has … in its place. Sending again makes another one.
 */
@ApplicationModule(allowedDependencies = {"identity"})
@NullMarked
package dev.entente.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

