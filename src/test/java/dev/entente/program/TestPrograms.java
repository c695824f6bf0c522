package dev.entente.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** Programs for tests without an application. */
public final class TestPrograms {

  private TestPrograms() {}

  public static Program shipped() {
    try {
      return new ProgramReader().read("default.yaml", new ClassPathResource("program/default.yaml").getContentAsString(StandardCharsets.UTF_8));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
