package dev.entente.web;

import dev.entente.EntenteTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** An application of its own that signs people in at a provider, set up as the README says. */
@EntenteTest
abstract class ProviderTest {

  static final TestProvider PROVIDER = new TestProvider();

  @DynamicPropertySource
  static void signInAtTheProvider(DynamicPropertyRegistry settings) {
    String registration = "spring.security.oauth2.client.registration.company.";
    String provider = "spring.security.oauth2.client.provider.company.";
    settings.add(registration + "client-id", () -> "entente");
    settings.add(registration + "client-secret", () -> "secret");
    settings.add(registration + "client-name", () -> "your company account");
    settings.add(registration + "scope", () -> "openid,profile,offline_access");
    settings.add(provider + "issuer-uri", PROVIDER::issuer);
    settings.add(provider + "user-name-attribute", () -> "preferred_username");
    settings.add("entente.security.roles-claim", () -> "entente_roles");
    settings.add("entente.security.groups-claim", () -> "entente_groups");
  }
}
