package dev.entente.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The operating system's user that the database server runs as: who starts the application, or an unprivileged uid when that is root. */
final class ServerUser {

  /** {@code nobody} on Linux; PostgreSQL refuses to run as root. */
  private static final int UNPRIVILEGED = 65534;

  private final long uid;
  private final List<String> prefix;

  private ServerUser(long uid, List<String> prefix) {
    this.uid = uid;
    this.prefix = prefix;
  }

  static ServerUser current() {
    long own = new UnixSystem().getUid();
    if (own != 0) {
      return new ServerUser(own, List.of());
    }
    Path setpriv = List.of("/usr/bin/setpriv", "/bin/setpriv", "/usr/local/bin/setpriv").stream().map(Path::of).filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new CannotStart("PostgreSQL refuses to run as root, and the command setpriv, which would change the user, is missing.",
            "Start Entente as an ordinary user, install util-linux, or set spring.datasource.url to a PostgreSQL server of yours."));
    return new ServerUser(UNPRIVILEGED,
        List.of(setpriv.toString(), "--reuid=" + UNPRIVILEGED, "--regid=" + UNPRIVILEGED, "--clear-groups", "--"));
  }

  boolean isSwitched() {
    return !prefix.isEmpty();
  }

  boolean owns(Path path) {
    try {
      return ((Number) Files.getAttribute(path, "unix:uid")).longValue() == uid;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands a file or folder (not what is in it) to this user. */
  void take(Path path) throws IOException {
    if (isSwitched()) {
      Files.setAttribute(path, "unix:uid", (int) uid);
      Files.setAttribute(path, "unix:gid", (int) uid);
    }
  }

  boolean canEnter(Path folder) {
    return run(List.of("/bin/sh", "-c", "cd \"$0\"", folder.toString())).succeeded();
  }

  /** Runs a command as this user to its end. */
  Finished run(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true).directory(Path.of("/").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Finished(process.waitFor(), output.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Expected " + command.get(0) + " to end, but the start was interrupted", e);
    }
  }

  /** How a command ended and what it said. */
  record Finished(int exitCode, String output) {

    boolean succeeded() {
      return exitCode == 0;
    }
  }
}
