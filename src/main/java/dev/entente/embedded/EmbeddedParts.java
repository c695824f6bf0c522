package dev.entente.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Decides what is embedded, before anything starts, and tells the rest of the application through the properties that it would read of an outside
 * system: address and sign-in of the runtime's own user, of the directory, of the mail server.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
class EmbeddedParts implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  static final String ENGINE_USER = "camunda.client.auth.username";
  static final String ENGINE_PASSWORD = "camunda.client.auth.password";
  static final String LDAP_PORT = "entente.embedded.ldap-port";
  static final String SMTP_PORT = "entente.embedded.smtp-port";
  static final String LDAP_BIND_DN = "cn=entente";

  private static final String LDAP_URL = "entente.target.ldap.url";
  private static final String MAIL_HOST = "spring.mail.host";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    ConfigurableEnvironment environment = context.getEnvironment();
    Map<String, Object> decided = new LinkedHashMap<>();
    if (environment.getProperty("entente.engine.embedded", Boolean.class, true) && !environment.containsProperty(ENGINE_USER)) {
      decided.put(ENGINE_USER, "entente");
      decided.put(ENGINE_PASSWORD, GeneratedPassword.random());
    }
    if (!environment.containsProperty(LDAP_URL)) {
      directory(environment, decided);
    }
    if (!environment.containsProperty(MAIL_HOST)) {
      int port = port(environment, "entente.smtp.port", 2525);
      decided.put(SMTP_PORT, port);
      decided.put(MAIL_HOST, "127.0.0.1");
      decided.put("spring.mail.port", port);
    }
    environment.getPropertySources().addFirst(new MapPropertySource("embedded parts", decided));
  }

  private static void directory(ConfigurableEnvironment environment, Map<String, Object> decided) {
    int port = port(environment, "entente.ldap.port", 10389);
    Path data = Path.of(environment.getProperty("entente.data", "data"));
    String configured = environment.getProperty("entente.ldap.password");
    decided.put(LDAP_PORT, port);
    decided.put(LDAP_URL, "ldap://127.0.0.1:" + port);
    decided.put("entente.target.ldap.bind-dn", LDAP_BIND_DN);
    decided.put("entente.target.ldap.password", configured == null ? GeneratedPassword.in(data.resolve("ldap").resolve("password")) : configured);
  }

  private static int port(ConfigurableEnvironment environment, String property, int usual) {
    int wanted = environment.getProperty(property, Integer.class, usual);
    if (wanted != 0) {
      return wanted;
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
