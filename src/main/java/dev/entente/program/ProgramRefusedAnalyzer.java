package dev.entente.program;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints what is wrong with the program file, in place of a stack trace. */
class ProgramRefusedAnalyzer extends AbstractFailureAnalyzer<ProgramRefused> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, ProgramRefused cause) {
    return new FailureAnalysis(cause.getMessage(), "Correct the file at the lines named, or leave entente.program.file out for the default program.", cause);
  }
}
