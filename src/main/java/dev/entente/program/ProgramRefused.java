package dev.entente.program;

import java.util.List;

/** A program file can't be used; the message names file, line and reason of everything found. */
public class ProgramRefused extends RuntimeException {

  private final List<String> problems;

  ProgramRefused(String source, List<String> problems) {
    super("The program file " + source + " can't be used:\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
