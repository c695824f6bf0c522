package dev.entente.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;

/**
 * Those whom an identity provider knows and Entente does not: signed in, with no role and no group of people here. They are told so, and can sign out. A
 * product that has its licenses verified is one too, at all other doors.
 */
class Strangers implements AccessDeniedHandler {

  static final String PAGE = "/stranger";

  private final AccessDeniedHandlerImpl others = new AccessDeniedHandlerImpl();
  private final AccessDeniedHandlerImpl strangers = new AccessDeniedHandlerImpl();

  Strangers() {
    strangers.setErrorPage(PAGE);
  }

  static boolean isOne(@Nullable Authentication signedIn) {
    return signedIn != null && signedIn.isAuthenticated() && signedIn.getAuthorities().stream().map(granted -> String.valueOf(granted.getAuthority()))
        .noneMatch(authority -> authority.startsWith("ROLE_") && !authority.equals("ROLE_PRODUCT") || authority.startsWith("GROUP_"));
  }

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) throws IOException, ServletException {
    boolean stranger = isOne(SecurityContextHolder.getContext().getAuthentication());
    (stranger ? strangers : others).handle(request, response, denied);
  }
}
