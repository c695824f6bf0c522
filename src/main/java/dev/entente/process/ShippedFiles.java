package dev.entente.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The processes, decisions and forms that come with this build, by name. */
record ShippedFiles(List<File> files) {

  record File(String name, byte[] content) {

    boolean isProcess() {
      return name.endsWith(".bpmn");
    }
  }

  static ShippedFiles onClasspath() {
    List<File> files = new ArrayList<>();
    for (String kind : List.of("bpmn", "dmn", "form")) {
      for (Resource resource : resources("classpath*:bpmn/*." + kind)) {
        files.add(new File(resource.getFilename(), contentOf(resource)));
      }
    }
    files.sort(Comparator.comparing(File::name));
    return new ShippedFiles(List.copyOf(files));
  }

  List<File> processes() {
    return files.stream().filter(File::isProcess).toList();
  }

  Optional<File> named(String name) {
    return files.stream().filter(file -> file.name().equals(name)).findFirst();
  }

  /** Changes when a file is added, removed, renamed or changed. */
  String checksum() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (File file : files) {
        digest.update((file.name() + ":" + file.content().length + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(file.content());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Resource[] resources(String pattern) {
    try {
      return new PathMatchingResourcePatternResolver().getResources(pattern);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static byte[] contentOf(Resource resource) {
    try {
      return resource.getContentAsByteArray();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
