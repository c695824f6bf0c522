/**
 * The partners' own pages, below {@code /portal}: status, agreement, training, licenses, evidence, feedback; each contact sees its own partner only.
 *
 * <p>Doors: the portal has a filter chain, a place in the browser's session and a role (PARTNER) of its own; a sign-in here opens nothing else, and no
 * other sign-in opens this. A contact comes in by a mailed link: a quarter of an hour, once, confirmed by a button, because mail scanners open links.
 * Whoever asks for a link gets the same answer at once, known or not; the looking up is done afterwards.
 *
 * <p>Each request looks at the session's row, the contact and its partner's stage ({@link dev.entente.portal.Reach}): {@code revokeAll} of
 * {@link dev.entente.portal.PortalSessions}, a removed contact or a terminated partner end it with the next click, on every node.
 *
 * <p>A feature puts pages of its own below {@code /portal/<feature>}: the controller takes a {@link dev.entente.portal.PortalUser} as an argument and asks
 * for that partner's rows only (what is another's is not there: 404); the template is {@code th:replace="~{page/portal-layout :: page(title=...,
 * section='<id>', content=~{::main})}"}; a bean {@link dev.entente.portal.PortalPage} puts it into the navigation. Paths that stay open while a partner is
 * suspended or leaving are listed in {@code PortalSecurity}.
 */
@ApplicationModule(allowedDependencies = {"identity", "mail", "partner", "process", "trail", "web"})
@NullMarked
package dev.entente.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

