package dev.entente.web;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may sign in beside the demo users.
 *
 * @param rolesClaim claim of the identity provider's ID token or user info that lists roles, such as {@code approver}
 * @param groupsClaim claim that lists groups, such as {@code compliance}
 * @param clients programs that call the API, by name
 */
@ConfigurationProperties("entente.security")
record SecurityProperties(
    @DefaultValue("roles") String rolesClaim, @DefaultValue("groups") String groupsClaim, @DefaultValue Map<String, Client> clients) {

  /**
   * @param password hashed, with its scheme, such as {@code {bcrypt}$2a$...}
   * @param roles names without {@code ROLE_}
   */
  record Client(String password, @DefaultValue List<String> roles, @DefaultValue List<String> groups) {}
}
