package dev.entente.embedded;

import dev.entente.web.Accounts;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The users that come along: the application's own at the embedded runtime, and in the demo profile one per role. */
@Configuration(proxyBeanMethods = false)
class UserConfiguration {

  @Bean
  @ConditionalOnExpression("${entente.engine.embedded:true} and environment.containsProperty('camunda.client.auth.password')")
  Accounts internalAccounts(Environment environment, PasswordEncoder encoder) {
    UserDetails internal = User.withUsername(environment.getRequiredProperty(EmbeddedParts.ENGINE_USER))
        .password(encoder.encode(environment.getRequiredProperty(EmbeddedParts.ENGINE_PASSWORD)))
        .authorities("ROLE_ENGINE")
        .build();
    return new Accounts(List.of(internal), false);
  }

  @Bean
  @Profile("demo")
  Accounts demoAccounts(PasswordEncoder encoder) {
    return new Accounts(DemoUser.ALL.stream().map(user -> user.account(encoder)).toList(), true);
  }
}
