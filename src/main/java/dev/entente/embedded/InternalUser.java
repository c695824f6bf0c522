package dev.entente.embedded;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives the application's own client a user at the embedded runtime: {@code camunda.client.auth.username} and {@code .password}, made anew at each
 * start, unless the configuration says how to sign in.
 */
class InternalUser implements EnvironmentPostProcessor {

  static final String USERNAME = "camunda.client.auth.username";
  static final String PASSWORD = "camunda.client.auth.password";

  @Override
  public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
    if (!environment.getProperty("entente.engine.embedded", Boolean.class, true) || environment.containsProperty(USERNAME)) {
      return;
    }
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    environment.getPropertySources().addLast(new MapPropertySource("internal user", Map.of(USERNAME, "entente", PASSWORD, password)));
  }
}
