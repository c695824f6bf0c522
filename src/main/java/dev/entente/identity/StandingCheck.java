package dev.entente.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/** Lets nobody whom a provider signed in go on before what it said of them is known to hold; who is out goes on as somebody not signed in. */
class StandingCheck extends OncePerRequestFilter {

  private final ProviderStanding standing;
  private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
  private final SecurityContextLogoutHandler ending = new SecurityContextLogoutHandler();

  StandingCheck(ProviderStanding standing) {
    this.standing = standing;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    if (session != null && SecurityContextHolder.getContext().getAuthentication() instanceof OAuth2AuthenticationToken person
        && !standing.isFresh(person, request)) {
      synchronized (WebUtils.getSessionMutex(session)) {
        confirm(request, response);
      }
    }
    chain.doFilter(request, response);
  }

  /** With what the session holds now: another request of it may have asked, or ended it, while this one waited. */
  private void confirm(HttpServletRequest request, HttpServletResponse response) {
    SecurityContext now = contexts.loadDeferredContext(request).get();
    SecurityContextHolder.setContext(now);
    if (now.getAuthentication() instanceof OAuth2AuthenticationToken person && !standing.confirm(person, request, response)) {
      ending.logout(request, response, person);
    }
  }
}
