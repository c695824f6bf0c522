package dev.entente.exception;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** What a person types to ask for an exception, or for its extension; kept as typed until it is accepted. */
record ExceptionForm(@Nullable String kind, @Nullable String scope, @Nullable String amount, @Nullable String days, @Nullable String reason) {

  static ExceptionForm empty(String kind) {
    return new ExceptionForm(kind, "", "", "", "");
  }

  ExceptionRequest toWish() {
    return new ExceptionRequest(kind, scope, amount, days, reason);
  }

  /** An extension shows days and reason only: what speaks against the rest belongs to the whole. */
  static List<ExceptionProblem> atShownFields(List<ExceptionProblem> problems) {
    return problems.stream()
        .map(problem -> problem.field().equals("days") || problem.field().equals("reason") ? problem : new ExceptionProblem("kind", problem.key(), problem.arguments()))
        .toList();
  }

  static void report(List<ExceptionProblem> problems, BindingResult binding) {
    for (ExceptionProblem problem : problems) {
      if (problem.field().equals("kind")) {
        binding.reject(problem.key(), problem.getArguments(), problem.key());
      } else {
        binding.rejectValue(problem.field(), problem.key(), problem.getArguments(), problem.key());
      }
    }
  }
}
