package dev.entente.exception;

import dev.entente.license.LicenseTerms;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.Stage;
import dev.entente.program.Program;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether an exception makes sense for a partner as it stands now: asked when it is requested, and again before it is applied. */
@Component
class ExceptionFitness {

  static final int MOST_PEOPLE = 10;

  private final ExceptionScopes scopes;
  private final LicenseTerms licenses;
  private final Clock clock;

  ExceptionFitness(ExceptionScopes scopes, LicenseTerms licenses, Clock clock) {
    this.scopes = scopes;
    this.licenses = licenses;
    this.clock = clock;
  }

  /** The first thing that speaks against it. */
  Optional<ExceptionProblem> problem(ExceptionKind kind, String scope, PartnerFacts partner, Program program) {
    if (!acceptable(kind, partner.stage())) {
      return Optional.of(ExceptionProblem.of("kind", kind == ExceptionKind.TRAINING_WAIVER ? "stageOnboarding" : "stage"));
    }
    if (kind == ExceptionKind.USAGE_CAP && program.tier(partner.tier()).licenseCap() == null) {
      return Optional.of(ExceptionProblem.of("kind", "noCap", program.tier(partner.tier()).name()));
    }
    if (kind.hasScope() && !scopes.of(kind, partner, program, Locale.ENGLISH).containsKey(scope)) {
      return Optional.of(scope.isEmpty() ? ExceptionProblem.of("scope", "required") : ExceptionProblem.of("scope", "scope." + kind, scope));
    }
    return kind == ExceptionKind.GRACE && scope.equals(ExceptionKind.GRACE_LICENSE) ? licenseProblem(partner, program) : Optional.empty();
  }

  /** The end that a grace of the license goes on from. */
  Instant licenseEnd(PartnerFacts partner) {
    return licenses.end(partner.id())
        .orElseThrow(() -> new IllegalStateException("Expected a license of " + partner.id() + " to give grace to, but it has none"));
  }

  private Optional<ExceptionProblem> licenseProblem(PartnerFacts partner, Program program) {
    Optional<Instant> end = licenses.end(partner.id());
    Instant now = clock.instant();
    if (end.isEmpty() || !end.get().isAfter(now)) {
      return Optional.of(ExceptionProblem.of("scope", "licenseOver"));
    }
    int days = program.exceptions().maxDays();
    return end.get().isAfter(now.plus(Duration.ofDays(days))) ? Optional.of(ExceptionProblem.of("scope", "licenseFar", days)) : Optional.empty();
  }

  /** The most that an amount of this kind may come to, others in force included. */
  static int most(ExceptionKind kind, PartnerFacts partner, Program program) {
    return switch (kind) {
      case USAGE_CAP -> Optional.ofNullable(program.tier(partner.tier()).licenseCap()).orElse(0);
      case PAYMENT_TERMS -> program.exceptions().maxPaymentDays();
      default -> MOST_PEOPLE;
    };
  }

  /** What others of the same kind and scope already come to. */
  static int taken(ExceptionKind kind, String scope, List<ExceptionCase> others) {
    return !kind.addsUp() ? 0 : others.stream().filter(other -> other.kind() == kind && other.scope().equals(scope) && other.amount() != null)
        .mapToInt(ExceptionCase::amount).sum();
  }

  private static boolean acceptable(ExceptionKind kind, Stage stage) {
    return stage == Stage.ACTIVE || stage == Stage.ONBOARDING && kind == ExceptionKind.TRAINING_WAIVER;
  }
}
