package dev.entente.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.UserDetailsService;

/** Outside the demo profile nobody gets in by a default. */
class NoSignInTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner().withUserConfiguration(SignInConfiguration.class, Properties.class);

  @Test
  void aStartWithoutDemoUsersAndIdentityProviderFailsWithASentence() {
    runner.run(context -> {
      assertThat(context).hasFailed();
      NoSignIn cause = (NoSignIn) rootOf(context.getStartupFailure());
      assertThat(new NoSignInAnalyzer().analyze(cause).getAction()).contains("issuer-uri").contains("--spring.profiles.active=demo");
    });
  }

  @Test
  void programsMaySignInWithHashedPasswordsAndKnownRolesOnly() {
    runner.withBean(Accounts.class, () -> new Accounts(java.util.List.of(), true))
        .withPropertyValues("entente.security.clients.crm.password={noop}secret", "entente.security.clients.crm.roles=partner-manager,superuser")
        .run(context -> assertThat(context.getBean(UserDetailsService.class).loadUserByUsername("crm").getAuthorities())
            .extracting("authority").containsExactly("ROLE_PARTNER_MANAGER"));
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(SecurityProperties.class)
  static class Properties {}
}
