package dev.entente.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

class PostgresServerTest {

  Path data;

  @BeforeEach
  void makeFolder() throws IOException {
    data = Files.createTempDirectory(Files.createDirectories(Path.of("target", "postgres-tests")), "data-");
  }

  @AfterEach
  void removeFolder() throws IOException {
    Path note = data.resolve("postgres.location");
    if (Files.exists(note)) {
      FileSystemUtils.deleteRecursively(Path.of(Files.readString(note).strip()));
    }
    FileSystemUtils.deleteRecursively(data);
  }

  @Test
  void whatWasCommittedIsThereAfterTheApplicationWasKilled() throws Exception {
    Process application = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp", System.getProperty("java.class.path"),
        Committing.class.getName(), data.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader lines = application.inputReader()) {
      String line = lines.readLine();
      while (line != null && !line.equals("committed")) {
        line = lines.readLine();
      }
      assertThat(line).isEqualTo("committed");
    }

    application.destroyForcibly().waitFor();

    try (PostgresServer again = PostgresServer.start(data, 0)) {
      assertThat(query(again, "SELECT text FROM fact")).isEqualTo("kept");
      assertThat(query(again, "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'the killed one'")).isEqualTo("0");
    }
  }

  @Test
  void anotherApplicationIsKeptOutWhileOneRuns() {
    try (PostgresServer first = PostgresServer.start(data, 0)) {
      assertThat(query(first, "SHOW fsync")).isEqualTo("on");
      assertThatThrownBy(() -> PostgresServer.start(data, 0)).isInstanceOf(PostgresHome.FolderInUse.class)
          .hasMessageContaining("Another running Entente uses the database");
      assertThat(query(first, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void nobodyGetsInWithoutThePassword() {
    try (PostgresServer server = PostgresServer.start(data, 0)) {
      assertThatThrownBy(() -> DriverManager.getConnection(server.url("postgres"), PostgresServer.USER, "guessed"))
          .isInstanceOf(SQLException.class).hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void aFolderThatHoldsNoDatabaseIsNotTouched() throws IOException {
    PostgresServer.start(data, 0).close();
    Path cluster = home().resolve("cluster");
    Files.delete(cluster.resolve("PG_VERSION"));

    assertThatThrownBy(() -> PostgresServer.start(data, 0)).isInstanceOf(CannotStart.class)
        .hasMessageContaining("is not a PostgreSQL database (PG_VERSION is missing)");
  }

  @Test
  void anOlderDatabaseIsNamedWithItsVersion() throws IOException {
    PostgresServer.start(data, 0).close();
    Files.writeString(home().resolve("cluster").resolve("PG_VERSION"), "16\n");

    assertThatThrownBy(() -> PostgresServer.start(data, 0)).isInstanceOf(CannotStart.class)
        .hasMessageContaining("was made by PostgreSQL 16, but this Entente brings 18");
  }

  @Test
  void aServerThatDoesNotStartIsQuoted() throws IOException {
    PostgresServer.start(data, 0).close();
    Files.writeString(home().resolve("cluster").resolve("postgresql.conf"), "shared_buffers = 'plenty'\n");

    assertThatThrownBy(() -> PostgresServer.start(data, 0)).isInstanceOf(CannotStart.class).hasMessageContaining("plenty");
  }

  @Test
  void aLostPasswordIsSaid() throws IOException {
    PostgresServer.start(data, 0).close();
    Files.delete(home().resolve("password"));

    assertThatThrownBy(() -> PostgresServer.start(data, 0)).isInstanceOf(CannotStart.class).hasMessageContaining("The password of the database");
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> PostgresServer.start(data, taken.getLocalPort())).isInstanceOf(CannotStart.class)
          .hasMessageContaining("on port " + taken.getLocalPort()).hasMessageContaining("in use");
    }
  }

  /** The number in postmaster.pid may belong to any program after the machine was restarted. */
  @Test
  void aNoteOfAServerLongGoneDoesNotStopTheStart() throws IOException {
    PostgresServer.start(data, 0).close();
    Files.writeString(home().resolve("cluster").resolve("postmaster.pid"),
        ProcessHandle.current().pid() + "\n" + home().resolve("cluster").toAbsolutePath() + "\n1\n5432\n\n127.0.0.1\n\nready\n");

    try (PostgresServer server = PostgresServer.start(data, 0)) {
      assertThat(query(server, "SELECT 1")).isEqualTo("1");
    }
  }

  private Path home() throws IOException {
    Path note = data.resolve("postgres.location");
    return Files.exists(note) ? Path.of(Files.readString(note).strip()) : data.resolve("postgres");
  }

  private static String query(PostgresServer server, String sql) {
    try (Connection connection = DriverManager.getConnection(server.url("postgres"), PostgresServer.USER, server.password());
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** An application that commits and goes on working until it is killed. */
  static final class Committing {

    public static void main(String[] arguments) throws Exception {
      PostgresServer server = PostgresServer.start(Path.of(arguments[0]), 0);
      Connection connection = DriverManager.getConnection(server.url("postgres") + "&ApplicationName=the%20killed%20one", PostgresServer.USER,
          server.password());
      Statement statement = connection.createStatement();
      statement.execute("CREATE TABLE fact (text text)");
      connection.setAutoCommit(false);
      statement.execute("INSERT INTO fact VALUES ('kept')");
      connection.commit();
      statement.execute("INSERT INTO fact VALUES ('never committed')");
      System.out.println("committed");
      Thread.currentThread().join();
    }
  }
}
