package dev.entente.identity;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.stereotype.Component;

/** The identity providers that the configuration names. */
@Component
public class IdentityProviders {

  private final List<ClientRegistration> registrations = new ArrayList<>();

  IdentityProviders(ObjectProvider<ClientRegistrationRepository> configured) {
    if (configured.getIfAvailable() instanceof Iterable<?> known) {
      for (Object one : known) {
        if (one instanceof ClientRegistration registration && AuthorizationGrantType.AUTHORIZATION_CODE.equals(registration.getAuthorizationGrantType())) {
          registrations.add(registration);
        }
      }
    }
  }

  /** @param url where the way to the provider begins, within the application */
  public record Offer(String name, String url) {}

  public List<Offer> offers() {
    return registrations.stream().map(registration -> new Offer(name(registration),
        OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI + "/" + registration.getRegistrationId())).toList();
  }

  List<String> ids() {
    return registrations.stream().map(ClientRegistration::getRegistrationId).toList();
  }

  /** Where a sign-out goes on to: a browser lets a form's answer lead only to origins that the page's policy names. */
  public List<String> signOutOrigins() {
    return registrations.stream().map(registration -> registration.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint"))
        .flatMap(address -> Optional.ofNullable(address).stream())
        .map(address -> URI.create(address.toString())).map(address -> address.getScheme() + "://" + address.getRawAuthority()).distinct().toList();
  }

  /** Without a name of its own a registration is called after its issuer's address, which says nothing to people. */
  private static String name(ClientRegistration registration) {
    String name = registration.getClientName();
    return name.contains("://") ? registration.getRegistrationId() : name;
  }
}
