package dev.entente.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;

/** The server's programs for this machine, unpacked once from their artifact on the class path. */
record PostgresBinaries(Path folder) {

  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  /** Unpacks beside the final place and renames, so that an interrupted start leaves nothing half unpacked behind. */
  static PostgresBinaries in(Path home) throws IOException {
    String archive = archiveName();
    Path folder = home.resolve("binaries-" + fingerprint(archive));
    if (!Files.exists(folder)) {
      Path unpacking = Files.createDirectory(home.resolve("unpacking-" + ProcessHandle.current().pid()));
      try {
        unpack(archive, unpacking);
        Files.setPosixFilePermissions(unpacking, permissions(0755));
        Files.move(unpacking, folder, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        FileSystemUtils.deleteRecursively(unpacking);
      }
    }
    return new PostgresBinaries(folder);
  }

  private static String archiveName() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String system = os.contains("mac") ? "darwin" : os.contains("linux") ? "linux" : os;
    String processor = machine.equals("amd64") || machine.equals("x86_64") ? "x86_64" : machine.equals("aarch64") ? "arm_64" : machine;
    String libc = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
    return "postgres-" + system + "-" + processor + libc + ".txz";
  }

  private static InputStream open(String archive) {
    InputStream stream = PostgresBinaries.class.getClassLoader().getResourceAsStream(archive);
    if (stream == null) {
      throw new CannotStart("Entente brings no PostgreSQL for this machine (%s is not on the class path).".formatted(archive),
          "Set spring.datasource.url, spring.datasource.username and spring.datasource.password to a PostgreSQL 18 server of yours.");
    }
    return stream;
  }

  private static String fingerprint(String archive) throws IOException {
    try (DigestInputStream in = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected SHA-256 in every Java runtime, but it is missing", e);
    }
  }

  private static void unpack(String archive, Path target) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(open(archive))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("Expected only entries inside the archive, but found " + entry.getName());
        }
        write(tar, entry, path);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
    if (entry.isDirectory()) {
      makeFolder(path);
      return;
    }
    if (!Files.exists(path.getParent())) {
      makeFolder(path.getParent());
    }
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, path);
      Files.setPosixFilePermissions(path, permissions((entry.getMode() & 0100) != 0 ? 0755 : 0644));
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, permissions(0755));
  }

  static Set<PosixFilePermission> permissions(int mode) {
    PosixFilePermission[] all = PosixFilePermission.values();
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    for (int bit = 0; bit < all.length; bit++) {
      if ((mode & (0400 >> bit)) != 0) {
        set.add(all[bit]);
      }
    }
    return set;
  }
}
