package dev.entente.portal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** Measures each request by what holds now, not by what held at the sign-in. */
class SessionCheck extends OncePerRequestFilter {

  private final PortalSessions sessions;
  private final SecurityContextRepository contexts;

  SessionCheck(PortalSessions sessions, SecurityContextRepository contexts) {
    this.sessions = sessions;
    this.contexts = contexts;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
    Authentication known = SecurityContextHolder.getContext().getAuthentication();
    if (known != null) {
      Optional<PortalAuthentication> now = known instanceof PortalAuthentication session ? sessions.check(session) : Optional.empty();
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      now.ifPresent(context::setAuthentication);
      SecurityContextHolder.setContext(context);
      if (now.isEmpty()) {
        contexts.saveContext(context, request, response);
      }
    }
    chain.doFilter(request, response);
  }
}
