/**
 * Files that prove something, and requests to a partner to prove it.
 *
 * <p>{@link dev.entente.evidence.Files} keeps the bytes: bounded, of few kinds, told by their content and never by their name, with a fingerprint. What is
 * handed out again is always a download, never shown in our pages.
 *
 * <p>{@link dev.entente.evidence.EvidenceRequests} asks: a process opens a request, the partner's contacts are told by mail and answer in the portal with
 * files, a signed declaration, or both; the message {@code evidence-submitted} goes out with the id of the request, as text, for its key and with the variable
 * {@code evidenceRequestId}. A job that asks twice asks once. There are no workers here: each process that needs evidence asks by a worker of its own, which
 * knows what to ask for. The title is a message key, so that it is said in the reader's language; instructions are plain text.
 */
@ApplicationModule(allowedDependencies = {"identity", "mail", "partner", "portal", "process", "trail"})
@NullMarked
package dev.entente.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

