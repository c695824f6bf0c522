package dev.entente.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A generated password in a file that only its owner may read. */
final class GeneratedPassword {

  private GeneratedPassword() {}

  static String random() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** Made at the first start, the same ever after. */
  static String in(Path file) {
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        write(file, random());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CannotStart("The file %s can't be used: %s.".formatted(file.toAbsolutePath().normalize(), e),
          "Give the user '%s' the folder, or set another one with entente.data.".formatted(System.getProperty("user.name")), e);
    }
  }

  /** Creates the file readable by its owner alone before anything is in it. */
  static void write(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, PosixFilePermissions.asFileAttribute(PostgresBinaries.permissions(0600)));
    Files.writeString(file, text);
  }
}
