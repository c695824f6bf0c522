package dev.entente.embedded;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;

/** One PostgreSQL server per test run, on a cluster kept under {@code target}; every database that is asked for is empty. */
public final class TestPostgres {

  /** The session's zone differs from the JVM's and has no whole-hour offset, so that time zone mistakes show. */
  public static final String SESSION_SETUP = "SET TIME ZONE 'Asia/Kathmandu'";

  private static final AtomicInteger counter = new AtomicInteger();

  private TestPostgres() {}

  /** An empty database of the running server. */
  public record TestDatabase(String url, String username, String password) {

    /** A pool the caller closes (or leaves to the end of the run). */
    public HikariDataSource pool(int size) {
      HikariDataSource pool = new HikariDataSource();
      pool.setJdbcUrl(url);
      pool.setUsername(username);
      pool.setPassword(password);
      pool.setMaximumPoolSize(size);
      pool.setMinimumIdle(1);
      pool.setConnectionInitSql(SESSION_SETUP);
      return pool;
    }
  }

  public static TestDatabase freshDatabase() {
    PostgresServer server = Running.SERVER;
    String name = "test_" + counter.incrementAndGet();
    server.createDatabase(name);
    return new TestDatabase(server.url(name), PostgresServer.USER, server.password());
  }

  /** Started by the first test that needs it, stopped with the JVM. */
  private static final class Running {

    static final PostgresServer SERVER = start();

    private static PostgresServer start() {
      PostgresServer server = firstFree();
      leftovers(server).forEach(server::dropDatabase);
      // After the application contexts: they still use it while they close.
      SpringApplication.getShutdownHandlers().add(server::close);
      return server;
    }

    /** Two test runs in one folder at the same time each get a server. */
    private static PostgresServer firstFree() {
      for (int number = 1; ; number++) {
        try {
          return PostgresServer.start(Path.of("target", "test-data-" + number), 0);
        } catch (PostgresHome.FolderInUse e) {
          if (number == 9) {
            throw e;
          }
        }
      }
    }

    private static List<String> leftovers(PostgresServer server) {
      List<String> names = new ArrayList<>();
      try (Connection connection = DriverManager.getConnection(server.url("postgres"), PostgresServer.USER, server.password());
          ResultSet rows = connection.createStatement().executeQuery("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'")) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      } catch (SQLException e) {
        throw new IllegalStateException("Expected the test server to list its databases, but it did not", e);
      }
      return names;
    }
  }
}
