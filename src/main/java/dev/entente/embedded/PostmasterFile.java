package dev.entente.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code postmaster.pid} tells of a server that runs on a cluster, or ran when the machine stopped. */
record PostmasterFile(long pid, int port) {

  static Optional<PostmasterFile> read(Path cluster) throws IOException {
    Path file = cluster.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.size() < 4) {
      return Optional.empty();
    }
    return Optional.of(new PostmasterFile(Long.parseLong(lines.get(0).strip()), Integer.parseInt(lines.get(3).strip())));
  }

  /** A number that now belongs to another program says that the server is gone. */
  boolean isRunning() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
        .map(process -> process.info().command().map(command -> command.endsWith("/postgres")).orElse(true))
        .orElse(false);
  }
}
