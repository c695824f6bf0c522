package dev.entente.web;

import dev.entente.identity.IdentityProviders;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How people may sign in on pages: at identity providers, with a password kept here, or both. */
@Component
class SignInWays {

  private final IdentityProviders providers;
  private final boolean passwords;

  SignInWays(IdentityProviders providers, ObjectProvider<Accounts> accounts) {
    this.providers = providers;
    this.passwords = accounts.stream().anyMatch(Accounts::people);
  }

  boolean passwords() {
    return passwords;
  }

  List<IdentityProviders.Offer> providers() {
    return providers.offers();
  }

  List<String> signOutOrigins() {
    return providers.signOutOrigins();
  }
}
