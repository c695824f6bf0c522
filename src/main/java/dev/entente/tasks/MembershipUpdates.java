package dev.entente.tasks;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.authentication.event.OidcUserRefreshedEvent;
import org.springframework.stereotype.Component;

/** Hears what groups somebody is in when they sign in and when their identity provider is asked again, whatever page they are on. */
@Component
class MembershipUpdates {

  private final Members members;

  MembershipUpdates(Members members) {
    this.members = members;
  }

  @EventListener
  void signedIn(InteractiveAuthenticationSuccessEvent event) {
    remember(event.getAuthentication());
  }

  @EventListener
  void askedAgain(OidcUserRefreshedEvent event) {
    remember(event.getAuthentication());
  }

  private void remember(Authentication person) {
    members.seen(Actor.of(person.getName(), person.getAuthorities()).asMember());
  }
}
