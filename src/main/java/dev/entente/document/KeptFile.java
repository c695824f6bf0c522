package dev.entente.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** A secret that is made once and kept in the data folder, readable for its owner only. */
public final class KeptFile {

  private KeptFile() {}

  /**
   * The file, made where it is not there. It is complete before it has its name, so that a crash leaves either none or a whole one; of two processes the
   * first wins.
   */
  public static Path in(Path folder, String name, Supplier<byte[]> content) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        create(folder, file, content.get());
      }
      return file;
    } catch (IOException failure) {
      throw new UncheckedIOException("The secret " + name + " can't be kept in " + folder.toAbsolutePath()
          + "; make the folder writable for the user that runs Entente", failure);
    }
  }

  private static void create(Path folder, Path file, byte[] content) throws IOException {
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(fresh, content);
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException another) {
      // The other process's is as good.
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
