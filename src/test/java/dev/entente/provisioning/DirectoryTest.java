package dev.entente.provisioning;

import dev.entente.EntenteTest;
import dev.entente.process.TestClock;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.context.WebApplicationContext;

/** Tests whose directory makes trouble and whose time goes on by months: they share one application, so that no other test suffers from either. */
@EntenteTest
public abstract class DirectoryTest {

  protected static final TestDirectory DIRECTORY = new TestDirectory();

  @Autowired protected WebApplicationContext context;
  @Autowired protected JdbcClient jdbc;
  @Autowired protected Clock clock;
  @LocalServerPort int port;

  /** Spring tells applications apart by this method, so that it stands here and not in each class. */
  @DynamicPropertySource
  static void directory(DynamicPropertyRegistry registry) {
    DIRECTORY.register(registry);
  }

  @BeforeEach
  void directoryWorks() {
    DIRECTORY.refuse(dn -> false);
  }

  protected void move(Duration by) {
    TestClock.move(port, by);
  }
}
