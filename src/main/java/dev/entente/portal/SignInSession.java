package dev.entente.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/** The portal's place in the browser's session, beside that of the staff's pages. */
record SignInSession(SecurityContextRepository contexts, CsrfTokenRepository tokens, RequestCache cache) {

  /** Under a new cookie and with new form tokens; answers where the person wanted to go. */
  String begin(PortalAuthentication signedIn, HttpServletRequest request, HttpServletResponse response) {
    new ChangeSessionIdAuthenticationStrategy().onAuthentication(signedIn, request, response);
    new CsrfAuthenticationStrategy(tokens).onAuthentication(signedIn, request, response);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(signedIn);
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
    SavedRequest wanted = cache.getRequest(request, response);
    cache.removeRequest(request, response);
    return wanted == null ? "/portal" : wanted.getRedirectUrl();
  }

  void end(HttpServletRequest request, HttpServletResponse response) {
    SecurityContextHolder.clearContext();
    contexts.saveContext(SecurityContextHolder.createEmptyContext(), request, response);
    tokens.saveToken(null, request, response);
  }
}
