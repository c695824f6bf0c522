package dev.entente.portal;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A contact's sign-in: who, in which session, and how far it reaches just now. */
final class PortalAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final PortalUser user;
  private final UUID session;
  private final Reach reach;

  PortalAuthentication(PortalUser user, UUID session, Reach reach) {
    super(AuthorityUtils.createAuthorityList("ROLE_PARTNER"));
    this.user = user;
    this.session = session;
    this.reach = reach;
    setAuthenticated(true);
  }

  UUID session() {
    return session;
  }

  Reach reach() {
    return reach;
  }

  /** Not the person's own: names of actors are written to records. */
  @Override
  public String getName() {
    return user.actor();
  }

  @Override
  public PortalUser getPrincipal() {
    return user;
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PortalAuthentication that && session.equals(that.session) && user.equals(that.user) && reach == that.reach;
  }

  @Override
  public int hashCode() {
    return Objects.hash(session, user, reach);
  }
}
