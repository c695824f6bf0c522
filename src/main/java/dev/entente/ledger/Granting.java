package dev.entente.ledger;

import dev.entente.ledger.Journal.Step;
import dev.entente.ledger.Ledger.Intent;
import dev.entente.provisioning.AwaitsPerson;
import dev.entente.provisioning.TargetRefused;
import dev.entente.provisioning.TargetSystem.Access;
import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.TargetUnavailable;
import dev.entente.provisioning.Targets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Grants in three steps: intend, call the target outside any transaction and see that it shows the access, settle. */
@Component
public class Granting {

  private static final Logger LOG = LoggerFactory.getLogger(Granting.class);

  private final Ledger ledger;
  private final Revoking revoking;
  private final Targets targets;
  private final Clock clock;

  public Granting(Ledger ledger, Revoking revoking, Targets targets, Clock clock) {
    this.ledger = ledger;
    this.revoking = revoking;
    this.targets = targets;
    this.clock = clock;
  }

  /** How granting ended, short of trouble worth another attempt. */
  public sealed interface Result {

    record Granted(String externalId) implements Result {}

    /** Somebody was asked to grant it by hand; the row stays REQUESTED until that is confirmed, by {@link Granting#resume}. */
    record Pending(String what) implements Result {}

    record NotGranted(String reason) implements Result {}
  }

  /**
   * Safe to repeat: what a job before left half done is finished, not doubled.
   *
   * @param lastAttempt trouble that is worth another attempt is settled as a failure instead of being thrown
   */
  public Result grant(GrantOrder order, boolean lastAttempt) {
    Intent intent = ledger.intend(order);
    if (intent instanceof Intent.BeingRevoked busy) {
      try {
        revoking.revoke(busy.grant(), "To be granted anew", order.origin());
      } catch (RuntimeException trouble) {
        if (lastAttempt) {
          ledger.recordFailure(order, message(trouble));
          return new Result.NotGranted(message(trouble));
        }
        throw trouble;
      }
      intent = ledger.intend(order);
    }
    return after(intent, order.origin(), lastAttempt);
  }

  /** Goes on with a grant that waited, such as for a person; trouble is thrown and leaves it waiting. */
  public Result resume(long grant, Origin origin) {
    return after(ledger.resume(grant, origin), origin, false);
  }

  /**
   * Has the target give something else in the place of what it gives, such as a license on other terms; the holder is never without. Safe to repeat.
   *
   * @return what the target calls it now, empty where it is not to be given: then the holder has what it had
   */
  public Optional<String> renew(Grant active, GrantOrder next) {
    return exchange(active, next, TargetSystem::grant);
  }

  /** Undoes {@link #renew}: what the target gave before is in its place again. */
  public Optional<String> giveBack(Grant active, GrantOrder before) {
    return exchange(active, before, TargetSystem::giveBack);
  }

  private Optional<String> exchange(Grant active, GrantOrder next, BiFunction<TargetSystem, Access, String> call) {
    if (!ledger.intendRenewal(active, next.origin())) {
      return Optional.empty();
    }
    TargetSystem target = targets.get(active.target());
    Access access = new Access(next.partner().value(), next.holder().id(), next.holder().name(), next.place().role());
    String externalId;
    try {
      externalId = call.apply(target, access);
    } catch (TargetRefused refused) {
      ledger.note(active.id(), Step.TROUBLE, next.origin(), message(refused));
      return Optional.empty();
    }
    if (ledger.settleRenewed(active, next, externalId)) {
      return Optional.of(externalId);
    }
    target.revoke(access);
    return Optional.empty();
  }

  /** Gives what an active grant says is there but the target lacks; empty when it is there again, else what stands in the way. */
  public Optional<String> restore(Grant grant, String why, Origin origin) {
    Optional<String> refusal = ledger.beginRestoring(grant.id(), why, origin);
    if (refusal.isPresent()) {
      return refusal;
    }
    String externalId;
    try {
      externalId = callAndVerify(grant);
    } catch (AwaitsPerson waiting) {
      ledger.note(grant.id(), Step.AWAITS_PERSON, origin, message(waiting));
      return Optional.empty();
    } catch (TargetRefused refused) {
      ledger.note(grant.id(), Step.TROUBLE, origin, message(refused));
      return Optional.of(message(refused));
    }
    if (!ledger.settleRestored(grant.id(), externalId, origin)) {
      revoking.revoke(grant, "Revoked while the target was granting again", origin);
      return Optional.of("The grant was revoked meanwhile");
    }
    return Optional.empty();
  }

  private Result after(Intent intent, Origin origin, boolean lastAttempt) {
    if (intent instanceof Intent.Call call) {
      return call(call.grant(), origin, lastAttempt);
    }
    if (intent instanceof Intent.AlreadyActive active) {
      return new Result.Granted(String.valueOf(active.grant().externalId()));
    }
    if (intent instanceof Intent.Refused refused) {
      return new Result.NotGranted(refused.reason());
    }
    throw new GrantBeingRevoked(((Intent.BeingRevoked) intent).grant().id());
  }

  private Result call(Grant grant, Origin origin, boolean lastAttempt) {
    String externalId;
    try {
      externalId = callAndVerify(grant);
    } catch (AwaitsPerson waiting) {
      ledger.note(grant.id(), Step.AWAITS_PERSON, origin, message(waiting));
      return new Result.Pending(message(waiting));
    } catch (TargetRefused refused) {
      return fail(grant, origin, refused);
    } catch (RuntimeException trouble) {
      if (lastAttempt) {
        return fail(grant, origin, trouble);
      }
      ledger.note(grant.id(), Step.TROUBLE, origin, message(trouble));
      throw trouble;
    }
    ledger.identify(grant.id(), stableId(grant));
    String evidence = "granted as " + externalId + ", seen in the target at " + clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return switch (ledger.settleGranted(grant, externalId, evidence, origin)) {
      case ACTIVE -> new Result.Granted(externalId);
      case SUPERSEDED -> new Result.NotGranted("A newer grant of the same access has taken its place");
      case TAKE_BACK -> {
        revoking.takeBack(grant, "Revoked while the target was granting", origin);
        yield new Result.NotGranted("The partner left, or the grant was revoked, while the target was granting");
      }
    };
  }

  /** Empty where the target can't say it: then only its marks tell whose the account is. */
  private Optional<String> stableId(Grant grant) {
    try {
      return grant.kind() == Grant.Kind.ACCOUNT ? targets.get(grant.target()).stableId(grant.access()) : Optional.empty();
    } catch (TargetRefused | TargetUnavailable trouble) {
      LOG.warn("Target {} did not say what it calls the account of grant {}: {}", grant.target(), grant.id(), trouble.getMessage());
      return Optional.empty();
    }
  }

  private String callAndVerify(Grant grant) {
    TargetSystem target = targets.get(grant.target());
    String externalId = target.grant(grant.access());
    // a row that was revoked meanwhile is rightly not shown: settling sees to it
    if (!target.verify(grant.access()) && ledger.isWanted(grant.id())) {
      throw new TargetUnavailable("Grant " + grant.id() + " was given, but " + grant.target() + " does not show it yet", null);
    }
    return externalId;
  }

  /** Settles the failure and takes back what the target may hold all the same; what can't be taken back now stays marked. */
  private Result fail(Grant grant, Origin origin, RuntimeException cause) {
    LOG.warn("Grant {} of {} in {} failed: {}", grant.id(), grant.entitlement(), grant.target(), message(cause));
    ledger.beginFailure(grant, message(cause), origin);
    if (!targets.knows(grant.target())) {
      ledger.settleRevoked(grant.id(), "never called", origin);
      return new Result.NotGranted(message(cause));
    }
    try {
      revoking.revoke(grant, "Granting failed", origin);
    } catch (RuntimeException trouble) {
      ledger.settleFailedWithLeftover(grant, origin);
    }
    return new Result.NotGranted(message(cause));
  }

  public static String message(RuntimeException trouble) {
    return trouble.getMessage() == null ? trouble.getClass().getSimpleName() : trouble.getMessage();
  }
}
