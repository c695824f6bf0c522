package dev.entente.exception;

import dev.entente.exception.ExceptionCases.Draft;
import dev.entente.partner.PartnerFacts;
import dev.entente.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks one wish against the program and what the partner enjoys already, and brings its values to their one form. Used once. */
class RequestRules {

  static final int LONGEST_REASON = 2000;
  private static final int SHORTEST_REASON = 10;

  private final PartnerFacts partner;
  private final Program program;
  private final ExceptionFitness fitness;
  private final List<ExceptionCase> open;
  private final List<ExceptionProblem> problems = new ArrayList<>();

  RequestRules(PartnerFacts partner, Program program, ExceptionFitness fitness, List<ExceptionCase> open) {
    this.partner = partner;
    this.program = program;
    this.fitness = fitness;
    this.open = open;
  }

  /** The draft, or all that is wrong. */
  record Checked(@Nullable Draft draft, List<ExceptionProblem> problems) {}

  Checked check(ExceptionRequest wish, @Nullable ExceptionCase extended, String requester) {
    ExceptionKind kind = Arrays.stream(ExceptionKind.values()).filter(one -> one.name().equals(wish.kind())).findFirst().orElse(null);
    if (kind == null) {
      return new Checked(null, List.of(ExceptionProblem.of("kind", "kind")));
    }
    String scope = kind.hasScope() ? scope(kind, wish.scope()) : "";
    fitness.problem(kind, scope, partner, program).ifPresent(problems::add);
    Integer amount = kind.hasAmount() ? amount(kind, scope, wish.amount(), extended) : null;
    Integer days = number("days", wish.days(), program.exceptions().maxDays());
    String reason = reason(wish.reason());
    if (extended == null) {
      single(kind, scope);
    }
    return problems.isEmpty()
        ? new Checked(new Draft(partner.id(), kind, scope, amount, days, reason, owner(kind), requester, extended), List.of())
        : new Checked(null, List.copyOf(problems));
  }

  /** Whether it may be extended at all; what is left is checked like any wish. */
  static Optional<ExceptionProblem> extension(ExceptionCase extended, Optional<ExceptionCase> extension, Program program) {
    if (extended.state() != ExceptionCase.State.IN_FORCE) {
      return Optional.of(ExceptionProblem.of("days", "notInForce"));
    }
    if (extended.renewal() >= program.exceptions().renewals()) {
      return Optional.of(ExceptionProblem.of("days", "renewals", program.exceptions().renewals()));
    }
    return extension.filter(one -> one.state().isOpen() || one.state() == ExceptionCase.State.ENDED)
        .map(one -> ExceptionProblem.of("days", "extendedAlready", one.id()));
  }

  private String owner(ExceptionKind kind) {
    return Optional.ofNullable(program.exceptions().owners().get(kind.name()))
        .orElseThrow(() -> new IllegalStateException("Expected program " + program.version() + " to name who answers for " + kind + ", but it does not"));
  }

  private String scope(ExceptionKind kind, @Nullable String written) {
    String scope = written == null ? "" : written.strip();
    return kind == ExceptionKind.MARKET || kind == ExceptionKind.GRACE ? scope.toUpperCase(Locale.ROOT) : scope;
  }

  private @Nullable Integer amount(ExceptionKind kind, String scope, @Nullable String written, @Nullable ExceptionCase extended) {
    Integer amount = number("amount", written, 1_000_000);
    int most = ExceptionFitness.most(kind, partner, program);
    List<ExceptionCase> others = open.stream().filter(other -> extended == null || !other.id().equals(extended.id())).toList();
    int taken = ExceptionFitness.taken(kind, scope, others);
    if (amount != null && most > 0 && amount > most - taken) {
      problems.add(taken == 0 ? ExceptionProblem.of("amount", "most." + kind, most) : ExceptionProblem.of("amount", "mostWithOthers", Math.max(0, most - taken), taken));
    }
    return amount;
  }

  private @Nullable Integer number(String field, @Nullable String written, int most) {
    String text = written == null ? "" : written.strip();
    if (text.isEmpty()) {
      problems.add(ExceptionProblem.of(field, "required"));
    } else if (!text.matches("[0-9]{1,7}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
      problems.add(ExceptionProblem.of(field, "between", 1, most));
    } else {
      return Integer.valueOf(text);
    }
    return null;
  }

  private String reason(@Nullable String written) {
    String reason = written == null ? "" : written.strip();
    if (reason.length() < SHORTEST_REASON) {
      problems.add(ExceptionProblem.of("reason", "reasonShort", SHORTEST_REASON));
    } else if (reason.length() > LONGEST_REASON) {
      problems.add(ExceptionProblem.of("reason", "long", LONGEST_REASON));
    } else if (reason.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
      problems.add(ExceptionProblem.of("reason", "control"));
    }
    return reason;
  }

  private void single(ExceptionKind kind, String scope) {
    if (!kind.addsUp()) {
      open.stream().filter(other -> other.kind() == kind && other.scope().equals(scope)).findFirst()
          .ifPresent(other -> problems.add(ExceptionProblem.of(kind.hasScope() ? "scope" : "kind", "openAlready", other.id())));
    }
  }
}
