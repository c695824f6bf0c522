package dev.entente.identity;

import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Who somebody is by ID token and user info; nobody without the claim that the configuration takes names from. */
class People extends OidcUserService {

  People() {
    setOauth2UserService(ProviderCalls.userInfo());
  }

  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    try {
      return super.loadUser(request);
    } catch (IllegalArgumentException missing) {
      throw new OAuth2AuthenticationException(new OAuth2Error("missing_user_name", missing.getMessage(), null), missing);
    }
  }
}
