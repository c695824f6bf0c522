package dev.entente.identity;

import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Who somebody is by ID token and user info; nobody without the claim that the configuration takes names from, or with a name that is not free. */
class People extends OidcUserService {

  private final UserNames names;

  People(UserNames names) {
    this.names = names;
    setOauth2UserService(ProviderCalls.userInfo());
  }

  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    OidcUser person = load(request);
    String name = names.of(request.getClientRegistration().getRegistrationId(), person.getName());
    if (name == null) {
      throw new OAuth2AuthenticationException(new OAuth2Error("user_name_not_free"));
    }
    return name.equals(person.getName()) ? person : new Named(person, name);
  }

  private OidcUser load(OidcUserRequest request) {
    try {
      return super.loadUser(request);
    } catch (IllegalArgumentException missing) {
      throw new OAuth2AuthenticationException(new OAuth2Error("missing_user_name", missing.getMessage(), null), missing);
    }
  }

  /** Somebody in the name space of the provider. */
  private static final class Named extends DefaultOidcUser {

    private static final long serialVersionUID = 1L;

    private final String name;

    private Named(OidcUser person, String name) {
      super(person.getAuthorities(), person.getIdToken(), person.getUserInfo());
      this.name = name;
    }

    @Override
    public String getName() {
      return name;
    }
  }
}
