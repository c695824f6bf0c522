package dev.entente.engine;

import dev.entente.embedded.TestPostgres.TestDatabase;
import dev.entente.embedded.TestPostgres;
import dev.entente.engine.api.EngineApiConfiguration;
import io.camunda.client.CamundaClient;
import io.camunda.client.CamundaClientBuilder;
import io.camunda.client.impl.basicauth.BasicAuthCredentialsProviderBuilder;
import io.camunda.client.impl.util.Environment;
import io.camunda.process.test.api.CamundaProcessTestExtension;
import io.camunda.process.test.api.CamundaProcessTestRuntimeMode;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The embedded runtime alone, served over HTTP on a database of its own; started once, by the first test that needs it.
 *
 * <p>A process test registers {@link #processTest()} as an extension and gets client and context injected as always:
 * {@code @RegisterExtension static final CamundaProcessTestExtension camunda = EngineServer.processTest();}. Everything is purged after each test.
 */
public final class EngineServer {

  private static final String USER = "engine";
  private static final String PASSWORD = "engine-of-tests";

  private EngineServer() {}

  /** Camunda Process Test, unmodified, in its remote mode. */
  public static CamundaProcessTestExtension processTest() {
    preferRest();
    return new CamundaProcessTestExtension()
        .withRuntimeMode(CamundaProcessTestRuntimeMode.REMOTE)
        .withRemoteCamundaClientBuilderFactory(EngineServer::clientBuilder)
        .withRemoteCamundaMonitoringApiAddress(address())
        .withCoverageReportDirectory("target/coverage-report");
  }

  /** The official client, signed in. */
  public static CamundaClientBuilder clientBuilder() {
    return CamundaClient.newClientBuilder().preferRestOverGrpc(true).restAddress(address()).defaultRequestTimeout(Duration.ofMinutes(1))
        .credentialsProvider(new BasicAuthCredentialsProviderBuilder().username(USER).password(PASSWORD).applyEnvironmentOverrides(false).build());
  }

  public static URI address() {
    return URI.create("http://127.0.0.1:" + Running.CONTEXT.getEnvironment().getProperty("local.server.port"));
  }

  /** A bean of the server, for tests that look behind the API. */
  public static <T> T bean(Class<T> type) {
    return Running.CONTEXT.getBean(type);
  }

  /** Camunda Process Test asks for gRPC unless the environment says otherwise; the build says it, here it is said for single runs too. */
  private static void preferRest() {
    Environment.system().put("CAMUNDA_PREFER_REST", "true");
  }

  /** Started by the first test that needs it, stopped with the JVM. */
  private static final class Running {

    static final ConfigurableApplicationContext CONTEXT = start();

    private static ConfigurableApplicationContext start() {
      TestDatabase database = TestPostgres.freshDatabase();
      return new SpringApplicationBuilder(Application.class).run(
          "--spring.config.name=engine-server",
          "--spring.main.banner-mode=off",
          "--logging.level.root=warn",
          "--server.port=0",
          "--server.shutdown=immediate",
          "--spring.datasource.url=" + database.url(),
          "--spring.datasource.username=" + database.username(),
          "--spring.datasource.password=" + database.password(),
          "--spring.datasource.hikari.connection-init-sql=" + TestPostgres.SESSION_SETUP,
          "--spring.servlet.multipart.max-file-size=4MB",
          "--spring.servlet.multipart.max-request-size=5MB",
          "--spring.mvc.problemdetails.enabled=true",
          "--entente.engine.clock-controlled=true",
          // a client that closes waits for its open request
          "--entente.engine.longest-wait=1s");
    }
  }

  /** What the runtime needs around it, nothing of the product. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration(exclude = FlywayAutoConfiguration.class)
  @Import(EngineApiConfiguration.class)
  static class Application {

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
      return http.csrf(csrf -> csrf.disable())
          .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
          .httpBasic(Customizer.withDefaults())
          // the test tool signs in for everything but the topology it asks for after a purge
          .authorizeHttpRequests(requests -> requests.requestMatchers("/v2/topology").permitAll().requestMatchers("/v2/**").hasRole("ENGINE")
              .anyRequest().permitAll())
          .build();
    }

    /** One that can't store passwords: else the first sign-in would replace this one by a slow hash, paid with every call. */
    @Bean
    UserDetailsService users() {
      return name -> User.withUsername(USER).password("{noop}" + PASSWORD).roles("ENGINE").build();
    }
  }
}
