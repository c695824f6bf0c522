package dev.entente.tasks;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/** Tells who somebody is who is signed in: groups as they are now, and for whom they stand in today. */
@Component
class Actors {

  private final Members members;
  private final Delegations delegations;

  Actors(Members members, Delegations delegations) {
    this.members = members;
    this.delegations = delegations;
  }

  Actor of(Authentication authentication) {
    Actor actor = Actor.of(authentication.getName(), authentication.getAuthorities());
    if (authentication.getPrincipal() instanceof OidcUser person && person.getEmail() != null) {
      actor = actor.withEmail(person.getEmail());
    }
    members.seen(actor.asMember());
    return actor.isAuditor() ? actor : actor.standingIn(members.asOfNow(delegations.inForceFor(actor.user())));
  }
}
