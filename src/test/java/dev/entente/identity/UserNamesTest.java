package dev.entente.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

class UserNamesTest {

  @Test
  void theOnlyProvidersPeopleAreCalledAsItSays() {
    UserNames names = names("", "company");

    assertThat(names.of("company", "ada")).isEqualTo("ada");
    assertThat(names.of("company", "crm")).as("kept here").isNull();
    for (String reserved : List.of("system", "SYSTEM", "applicant", "contact:7", "", " ada", "a\nb", "anonymousUser", "a".repeat(201))) {
      assertThat(names.of("company", reserved)).as(reserved).isNull();
    }
  }

  @Test
  void ofTwoProvidersEachHasItsNames() {
    UserNames names = names("", "company", "agency");

    assertThat(names.of("company", "ada")).isEqualTo("company:ada");
    assertThat(names.of("agency", "ada")).isEqualTo("agency:ada");
    assertThat(names.of("agency", "system")).isNull();
  }

  @Test
  void theOneThatWasThereFirstMayKeepPlainNames() {
    UserNames names = names("company", "company", "agency");

    assertThat(names.of("company", "ada")).isEqualTo("ada");
    assertThat(names.of("agency", "ada")).isEqualTo("agency:ada");
    assertThat(names.of("company", "agency:ada")).as("another's").isNull();
  }

  private static UserNames names(String plain, String... registrations) {
    List<ClientRegistration> all = new ArrayList<>();
    for (String id : registrations) {
      all.add(ClientRegistration.withRegistrationId(id).authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE).clientId("x")
          .redirectUri("/").authorizationUri("https://" + id).tokenUri("https://" + id).build());
    }
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("registrations", new InMemoryClientRegistrationRepository(all));
    beans.addBean("users", new InMemoryUserDetailsManager(User.withUsername("crm").password("x").authorities("ROLE_ADMIN").build()));
    return new UserNames(new IdentityProviders(beans.getBeanProvider(ClientRegistrationRepository.class)), beans.getBeanProvider(UserDetailsService.class), plain);
  }
}
