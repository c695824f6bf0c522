package dev.entente.portal;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Coming in by a link and going out again. */
@Component
class SignIn {

  private final SignInLinks links;
  private final PortalSessions sessions;

  SignIn(SignInLinks links, PortalSessions sessions) {
    this.links = links;
    this.sessions = sessions;
  }

  boolean isPossible(String token) {
    return links.isUsable(token);
  }

  /** Link used up and session opened in one transaction. */
  @Transactional
  public Optional<PortalAuthentication> with(String token) {
    return links.redeem(token).map(sessions::open);
  }

  void end(PortalAuthentication session) {
    sessions.signOut(session);
  }
}
