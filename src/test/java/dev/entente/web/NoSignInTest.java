package dev.entente.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;

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
    runner.withBean(Accounts.class, () -> new Accounts(List.of(), true))
        .withPropertyValues("entente.security.clients.crm.password={noop}secret", "entente.security.clients.crm.roles=partner-manager,superuser")
        .run(context -> assertThat(context.getBean(UserDetailsService.class).loadUserByUsername("crm").getAuthorities())
            .extracting("authority").containsExactly("ROLE_PARTNER_MANAGER"));
  }

  @Test
  void noProgramIsCalledAsRecordsCallSomebodyElse() {
    runner.withBean(Accounts.class, () -> new Accounts(List.of(), true))
        .withPropertyValues("entente.security.clients.System.password={noop}secret")
        .run(context -> assertThat(rootOf(context.getStartupFailure())).hasMessageContaining("System"));
  }

  @Test
  void aClaimOfOneMayComeAlone() {
    runner.withBean(Accounts.class, () -> new Accounts(List.of(), true)).run(context -> assertThat(context.getBean(GrantedAuthoritiesMapper.class)
        .mapAuthorities(List.of(new OAuth2UserAuthority(Map.of("roles", "approver", "groups", List.of("legal", "wizards"))))))
        .extracting("authority").containsExactly("GROUP_legal", "ROLE_APPROVER"));
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
