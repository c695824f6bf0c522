package dev.entente.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server of our own: durable, password-protected, reachable from this machine only.
 *
 * <p>A server that outlived its application ({@code kill -9}) is stopped and started again, so that no session of the dead application goes on.
 */
final class PostgresServer implements AutoCloseable {

  static final String USER = "entente";

  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
  private static final String MAJOR_VERSION = "18";
  private static final int ATTEMPTS = 3;

  private final PostgresHome home;
  private final ServerUser user;
  private final PostgresBinaries binaries;
  private final String password;
  private int port;

  private PostgresServer(PostgresHome home, ServerUser user) throws IOException {
    this.home = home;
    this.user = user;
    checkOwner();
    this.binaries = PostgresBinaries.in(home.folder());
    this.password = home.password();
  }

  /** @param wantedPort 0 for any free one */
  static PostgresServer start(Path data, int wantedPort) {
    ServerUser user = ServerUser.current();
    PostgresHome home = PostgresHome.open(data, user);
    try {
      PostgresServer server = new PostgresServer(home, user);
      server.makeCluster();
      server.stopSurvivor();
      server.run(wantedPort);
      return server;
    } catch (IOException e) {
      home.close();
      throw new CannotStart("The database in %s can't be used: %s.".formatted(home.folder(), e),
          "Check the folder's owner and free space, or set another one with entente.data.", e);
    } catch (RuntimeException e) {
      home.close();
      throw e;
    }
  }

  int port() {
    return port;
  }

  String password() {
    return password;
  }

  Path folder() {
    return home.folder();
  }

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?reWriteBatchedInserts=true";
  }

  void createDatabase(String name) {
    execute("SELECT FROM pg_database WHERE datname = '" + name + "'", "CREATE DATABASE \"" + name + "\"");
  }

  void dropDatabase(String name) {
    execute(null, "DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)");
  }

  private void execute(String unless, String statement) {
    try (Connection connection = DriverManager.getConnection(url("postgres"), USER, password); Statement sql = connection.createStatement()) {
      if (unless == null || !sql.executeQuery(unless).next()) {
        sql.execute(statement);
      }
    } catch (SQLException e) {
      throw new CannotStart("The database server in %s answers, but refused '%s': %s.".formatted(home.folder(), statement, e.getMessage()),
          "See its log %s.".formatted(logFile()), e);
    }
  }

  private void checkOwner() {
    Path cluster = home.cluster();
    if (Files.exists(cluster) && !user.owns(cluster)) {
      throw new CannotStart("The database folder %s was made by another user, and this start runs as '%s'."
          .formatted(cluster, System.getProperty("user.name")),
          "Start Entente as the user who made it, or set another folder with entente.data.");
    }
  }

  /** Beside the final place, then renamed: an interrupted first start leaves no half-made cluster. */
  private void makeCluster() throws IOException {
    Path cluster = home.cluster();
    if (Files.exists(cluster)) {
      checkCluster(cluster);
      return;
    }
    Path making = home.folder().resolve("making");
    FileSystemUtils.deleteRecursively(making);
    Files.createDirectory(making);
    Files.setPosixFilePermissions(making, PostgresBinaries.permissions(0700));
    user.take(making);
    Path passwordFile = home.folder().resolve("making.password");
    GeneratedPassword.write(passwordFile, password);
    user.take(passwordFile);
    ServerUser.Finished initdb = user.run(List.of(binaries.program("initdb"), "-D", making.toString(), "-U", USER, "--pwfile=" + passwordFile,
        "--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
    Files.delete(passwordFile);
    if (!initdb.succeeded()) {
      throw new CannotStart("PostgreSQL could not make a database in %s: %s".formatted(making, initdb.output()),
          "Mend what it says, or set another folder with entente.data.");
    }
    Files.move(making, cluster, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void checkCluster(Path cluster) throws IOException {
    Path version = cluster.resolve("PG_VERSION");
    String found = Files.exists(version) ? Files.readString(version).strip() : "";
    if (!found.equals(MAJOR_VERSION)) {
      throw new CannotStart(
          found.isEmpty() ? "The folder %s is not a PostgreSQL database (PG_VERSION is missing).".formatted(cluster)
              : "The database in %s was made by PostgreSQL %s, but this Entente brings %s.".formatted(cluster, found, MAJOR_VERSION),
          "Put it back from a backup, or move it away to start with an empty database.");
    }
  }

  private void stopSurvivor() throws IOException {
    PostmasterFile survivor = PostmasterFile.read(home.cluster()).orElse(null);
    Path file = home.cluster().resolve("postmaster.pid");
    if (survivor == null || !survivor.isRunning()) {
      Files.deleteIfExists(file);
      return;
    }
    LOG.info("A database server (pid {}) outlived its application; it is started anew", survivor.pid());
    if (!stop("fast").succeeded() && !stop("immediate").succeeded()) {
      throw new CannotStart("A database server (pid %d) still runs on %s and can't be stopped.".formatted(survivor.pid(), home.cluster()),
          "End that process, then start again.");
    }
  }

  private void run(int wantedPort) throws IOException {
    for (int attempt = 1; ; attempt++) {
      port = wantedPort == 0 ? freePort() : wantedPort;
      ServerUser.Finished start = user.run(List.of(binaries.program("pg_ctl"), "start", "-w", "-t", "120", "-D", home.cluster().toString(),
          "-l", logFile().toString(), "-o", options()));
      if (start.succeeded()) {
        return;
      }
      if (wantedPort != 0 || attempt == ATTEMPTS) {
        throw new CannotStart("PostgreSQL does not start in %s on port %d: %s".formatted(home.cluster(), port, lastWords()),
            "Mend what it says (the whole log is %s), choose another port with entente.database.port, or set another folder with entente.data."
                .formatted(logFile()));
      }
    }
  }

  private String options() {
    return "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on -c synchronous_commit=on -c full_page_writes=on"
        .formatted(port) + " -c max_connections=200 -c client_connection_check_interval=2s";
  }

  /** Inside the cluster: the server's user may write nowhere else. */
  private Path logFile() {
    return home.cluster().resolve("server.log");
  }

  private String lastWords() throws IOException {
    if (!Files.exists(logFile())) {
      return "it wrote no log";
    }
    List<String> lines = Files.readAllLines(logFile());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private ServerUser.Finished stop(String mode) {
    return user.run(List.of(binaries.program("pg_ctl"), "stop", "-w", "-t", "60", "-m", mode, "-D", home.cluster().toString()));
  }

  @Override
  public void close() {
    ServerUser.Finished stopped = stop("fast");
    if (!stopped.succeeded()) {
      LOG.warn("The database server in {} did not stop: {}", home.folder(), stopped.output());
    }
    home.close();
  }
}
