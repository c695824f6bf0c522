package dev.entente.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The folder of one database server: binaries, cluster, password, log, and the lock that keeps a second application out.
 *
 * <p>Root's server runs as another user, who can't enter folders such as {@code /root}. Then the folder is made under {@code /var/lib/entente}, and
 * the data folder keeps a note of where.
 */
final class PostgresHome implements AutoCloseable {

  private static final Path SHARED = Path.of("/var/lib/entente");

  private final Path folder;
  private final FileChannel lockFile;

  private PostgresHome(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  static PostgresHome open(Path data, ServerUser user) {
    Path wanted = data.toAbsolutePath().normalize();
    try {
      Files.createDirectories(wanted);
      Path folder = place(wanted, user);
      return new PostgresHome(folder, lock(folder));
    } catch (IOException e) {
      throw new CannotStart("The data folder %s can't be used: %s.".formatted(wanted, e),
          "Give the user '%s' the folder, or set another one with entente.data.".formatted(System.getProperty("user.name")), e);
    }
  }

  private static Path place(Path data, ServerUser user) throws IOException {
    Path note = data.resolve("postgres.location");
    if (Files.exists(note)) {
      return makeFolder(Path.of(Files.readString(note).strip()));
    }
    Path folder = makeFolder(data.resolve("postgres"));
    if (user.canEnter(folder)) {
      return folder;
    }
    Path elsewhere = makeFolder(SHARED.resolve(UUID.randomUUID().toString()));
    if (!user.canEnter(elsewhere)) {
      throw new CannotStart("The database server, which must not run as root, can enter neither %s nor %s.".formatted(folder, elsewhere),
          "Set entente.data to a folder that every user may enter, such as /srv/entente, or start Entente as an ordinary user.");
    }
    Files.delete(folder);
    Files.writeString(note, elsewhere + "\n");
    return elsewhere;
  }

  private static Path makeFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PostgresBinaries.permissions(0755));
    }
    return folder;
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // The same as another process holding it: a second context of this one does.
    }
    channel.close();
    throw new FolderInUse(folder);
  }

  Path cluster() {
    return folder.resolve("cluster");
  }

  Path folder() {
    return folder;
  }

  String password() {
    Path file = folder.resolve("password");
    if (!Files.exists(file) && Files.exists(cluster())) {
      throw new CannotStart("The password of the database in %s is gone (the file %s).".formatted(folder, file),
          "Put the file back from a backup, or move the folder away to start with an empty database.");
    }
    return GeneratedPassword.in(file);
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another running application has this folder. */
  static final class FolderInUse extends CannotStart {

    FolderInUse(Path folder) {
      super("Another running Entente uses the database in %s.".formatted(folder),
          "Stop the other one, or give this one a folder of its own with entente.data.");
    }
  }
}
