package dev.entente;

import dev.entente.embedded.TestPostgres.TestDatabase;
import dev.entente.embedded.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Points the application under test to an empty database and to ports and folders of its own. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class EntenteTestInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestDatabase database = TestPostgres.freshDatabase();
    TestPropertyValues.of(
        "spring.datasource.url=" + database.url(),
        "spring.datasource.username=" + database.username(),
        "spring.datasource.password=" + database.password(),
        "spring.datasource.hikari.connection-init-sql=" + TestPostgres.SESSION_SETUP,
        "entente.data=" + dataFolder(),
        "entente.ldap.port=0",
        "entente.smtp.port=0",
        // what tests leave in shared targets, and what ends while the clock is moved, concerns only the tests that look themselves
        "entente.access.reconciliation.look-every=1d",
        "entente.access.end-every=1d",
        "entente.security.clients.shop.password={noop}shop",
        "entente.security.clients.shop.roles=product",
        "entente.trail.checkpoint=-",
        "entente.target.local-addresses=true",
        "entente.engine.clock-controlled=true").applyTo(context);
  }

  private static Path dataFolder() {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target", "test-data")), "run-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
