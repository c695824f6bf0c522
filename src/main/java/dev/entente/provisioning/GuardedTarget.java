package dev.entente.provisioning;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Calls a target with care: trouble is tried again at once a few times, with growing pauses; a target that stays in trouble is left alone, each time
 * for longer, and calls fail without reaching it.
 *
 * <p>All calls may be repeated, since targets read before they write. How long one exchange may take is the adapter's to bound. How
 * long a target is left alone is counted on the application's clock, as are the waits of whoever calls it.
 */
class GuardedTarget implements TargetSystem, AutoCloseable {

  private static final int MOST_ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(150);
  /** A target that took this long to fail is not asked again within the same call: jobs have their time. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final TargetSystem target;
  private final String settings;
  private final TargetStates states;
  private final CircuitBreaker breaker;

  /** @param settings their digest */
  GuardedTarget(TargetSystem target, String settings, TargetStates states, Clock clock) {
    this.target = target;
    this.settings = settings;
    this.states = states;
    this.breaker = CircuitBreaker.of(target.id(), CircuitBreakerConfig.custom()
        .slidingWindow(10, 5, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
        .failureRateThreshold(50)
        .permittedNumberOfCallsInHalfOpenState(1)
        .waitIntervalFunctionInOpenState(IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(2), 2, Duration.ofMinutes(1)))
        .recordException(GuardedTarget::isTrouble)
        .clock(clock)
        .build());
  }

  /** Whether calls fail without reaching the target. */
  boolean isLeftAlone() {
    return breaker.getState() == CircuitBreaker.State.OPEN;
  }

  @Override
  public String id() {
    return target.id();
  }

  @Override
  public String settings() {
    return settings;
  }

  @Override
  public String grant(Access access) {
    return call(() -> target.grant(access));
  }

  @Override
  public void revoke(Access access) {
    call(() -> {
      target.revoke(access);
      return true;
    });
  }

  @Override
  public String giveBack(Access access) {
    return call(() -> target.giveBack(access));
  }

  @Override
  public boolean verify(Access access) {
    return call(() -> target.verify(access));
  }

  @Override
  public Optional<String> stableId(Access account) {
    return call(() -> target.stableId(account));
  }

  @Override
  public Optional<String> locate(String stableId) {
    return call(() -> target.locate(stableId));
  }

  @Override
  public List<Access> list() {
    return call(target::list);
  }

  @Override
  public List<Access> disabled() {
    return call(target::disabled);
  }

  @Override
  public boolean disable(Access access) {
    return call(() -> target.disable(access));
  }

  /** Asks at once, even a target that is left alone: somebody wants to know. */
  @Override
  public Health test() {
    Health health = target.test();
    if (health.trouble() == null) {
      breaker.reset();
      states.succeeded(id());
    } else {
      states.troubled(id(), health.trouble());
    }
    return health;
  }

  @Override
  public boolean byHand() {
    return target.byHand();
  }

  @Override
  public Accounts accounts() {
    return target.accounts();
  }

  @Override
  public Optional<String> credential(Access access) {
    return target.credential(access);
  }

  private <T> T call(Supplier<T> exchange) {
    long begin = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        T answer = breaker.executeSupplier(exchange);
        states.succeeded(id());
        return answer;
      } catch (CallNotPermittedException open) {
        throw new TargetUnavailable("Target " + id() + " was in trouble again and again and is left alone for a while.", open);
      } catch (TargetUnavailable trouble) {
        if (!isTrouble(trouble)) {
          throw trouble;
        }
        states.troubled(id(), String.valueOf(trouble.getMessage()));
        if (attempt == MOST_ATTEMPTS || System.nanoTime() - begin > PATIENCE.toNanos()) {
          throw trouble;
        }
        LockSupport.parkNanos(FIRST_PAUSE.toNanos() << 2 * (attempt - 1));
      }
    }
  }

  private static boolean isTrouble(Throwable thrown) {
    return thrown instanceof TargetUnavailable && !(thrown instanceof AwaitsPerson);
  }

  @Override
  public void close() throws Exception {
    if (target instanceof AutoCloseable open) {
      open.close();
    }
  }
}
