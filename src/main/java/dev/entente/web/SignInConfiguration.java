package dev.entente.web;

import dev.entente.identity.Groups;
import dev.entente.identity.UserNames;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** Who may sign in, and with which authorities. */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {

  private static final Set<String> ROLES = Set.of("PARTNER_MANAGER", "APPROVER", "PROCESS_OWNER", "AUDITOR", "ADMIN", "ENGINE", "PRODUCT");

  @Bean
  PasswordEncoder passwordEncoder() {
    return new RememberingPasswordEncoder(PasswordEncoderFactories.createDelegatingPasswordEncoder());
  }

  @Bean
  static RoleHierarchy roleHierarchy() {
    return RoleHierarchyImpl.fromHierarchy("ROLE_ADMIN > ROLE_PARTNER_MANAGER\nROLE_ADMIN > ROLE_PROCESS_OWNER");
  }

  @Bean
  UserDetailsService users(ObjectProvider<Accounts> contributed, SecurityProperties properties,
      ObjectProvider<ClientRegistrationRepository> identityProviders) {
    List<Accounts> all = contributed.stream().toList();
    if (all.stream().noneMatch(Accounts::people) && identityProviders.getIfAvailable() == null) {
      throw new NoSignIn();
    }
    List<UserDetails> users = new ArrayList<>();
    all.forEach(accounts -> users.addAll(accounts.users()));
    properties.clients().forEach((name, client) -> users.add(
        User.withUsername(name).password(client.password()).authorities(authorities(client.roles(), client.groups())).build()));
    users.stream().map(UserDetails::getUsername).filter(UserNames::isReserved).findAny().ifPresent(name -> {
      throw new IllegalStateException("Expected a user name that is free, but '" + name + "' means somebody else in records; see entente.security.clients");
    });
    return new InMemoryUserDetailsManager(users);
  }

  @Bean
  AuthenticationProvider passwordSignIn(UserDetailsService users, PasswordEncoder encoder) {
    DaoAuthenticationProvider provider = new DaoAuthenticationProvider(users);
    provider.setPasswordEncoder(encoder);
    return new ThrottledSignIn(provider, InstantSource.system());
  }

  /** What the identity provider's token says, as far as Entente knows the names. */
  @Bean
  GrantedAuthoritiesMapper identityProviderRoles(SecurityProperties properties) {
    return granted -> {
      List<GrantedAuthority> mapped = new ArrayList<>();
      for (GrantedAuthority authority : granted) {
        if (authority instanceof OAuth2UserAuthority user) {
          mapped.addAll(authorities(claim(user, properties.rolesClaim()), claim(user, properties.groupsClaim())));
        }
      }
      return mapped;
    };
  }

  /** Some providers send a list of one as that one alone. */
  private static Collection<String> claim(OAuth2UserAuthority user, String name) {
    Object value = user.getAttributes().get(name);
    if (value == null && user instanceof OidcUserAuthority oidc) {
      value = oidc.getIdToken().getClaims().get(name);
    }
    if (value instanceof Collection<?> values) {
      return values.stream().map(String::valueOf).toList();
    }
    return value instanceof String only ? List.of(only) : List.of();
  }

  private static List<GrantedAuthority> authorities(Collection<String> roles, Collection<String> groups) {
    Set<String> names = new TreeSet<>();
    roles.stream().map(role -> role.toUpperCase(Locale.ROOT).replace('-', '_')).filter(ROLES::contains).forEach(role -> names.add("ROLE_" + role));
    groups.stream().filter(Groups.ALL::contains).forEach(group -> names.add("GROUP_" + group));
    return AuthorityUtils.createAuthorityList(names);
  }
}
