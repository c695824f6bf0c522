package dev.entente.access;

import dev.entente.access.Suspension.State;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes all access of a partner back at once, and gives again what it ought to have on the day on which it is reinstated.
 *
 * <p>The order is one short transaction: the partner leaves the stages that accept grants, and what it has is written down, for people to read. The work follows at once and is
 * repeated until it is done, see {@link SuspensionWork}.
 */
@Component
public class Suspending {

  private final Suspensions suspensions;
  private final SuspensionWork work;
  private final Partners partners;
  private final Trail trail;
  private final TransactionTemplate transactions;

  Suspending(Suspensions suspensions, SuspensionWork work, Partners partners, Trail trail, TransactionTemplate transactions) {
    this.suspensions = suspensions;
    this.work = work;
    this.partners = partners;
    this.trail = trail;
    this.transactions = transactions;
  }

  /** Why something can't be done now, as a message key; empty when it was done. */
  public record Refusal(Optional<String> key) {

    static final Refusal NONE = new Refusal(Optional.empty());

    static Refusal of(String key) {
      return new Refusal(Optional.of(key));
    }

    public boolean refused() {
      return key.isPresent();
    }
  }

  public boolean isSuspended(PartnerId partner) {
    return suspensions.open(partner).isPresent();
  }

  /** Begins at once, in the background; where the access is suspended already, nothing changes. */
  public Refusal suspend(PartnerId partner, String reason, String actor) {
    Refusal answer = order(partner, reason, actor, null);
    suspensions.open(partner).ifPresent(open -> work.soon(open.id()));
    return answer;
  }

  /** As a step of a process: the first round is done when this returns. */
  void suspend(PartnerId partner, String reason, long processInstance) {
    order(partner, reason, "system", processInstance);
    suspensions.open(partner).ifPresent(open -> work.on(open.id()));
  }

  private Refusal order(PartnerId partner, String reason, String actor, @Nullable Long process) {
    return transactions.execute(status -> {
      Stage stage = partners.facts(partner).stage();
      Optional<Suspension> open = suspensions.open(partner).filter(one -> !isOverruled(one));
      if (open.isPresent()) {
        if (process != null) {
          suspensions.holdFor(open.get().id(), process);
          return Refusal.of("access.suspend.already");
        }
        return suspensions.keep(open.get().id(), reason, actor) ? kept(open.get(), reason, actor) : Refusal.of("access.suspend.already");
      }
      if (stage != Stage.ACTIVE && stage != Stage.ONBOARDING && stage != Stage.TERMINATING) {
        return Refusal.of("access.suspend.stage");
      }
      if (stage != Stage.TERMINATING) {
        partners.moveTo(partner, stage, Stage.SUSPENDED, null, actor, process);
      }
      long id = suspensions.insert(partner, reason, stage, actor, process);
      record(partner, actor, "access.suspended", Map.of("suspension", id, "reason", reason, "grants", suspensions.items(id).size()), process);
      return Refusal.NONE;
    });
  }

  /** Who suspends while access is being given again stops that: what was given meanwhile is taken too. */
  private boolean isOverruled(Suspension open) {
    if (!open.isReinstating() || !suspensions.move(open.id(), State.REINSTATING, State.ENDED)) {
      return false;
    }
    record(open.partner(), "system", "access.suspensionEnded", Map.of("suspension", open.id()), open.process());
    return true;
  }

  /** What a process suspended stays off when the process is done, until people reinstate it. */
  private Refusal kept(Suspension open, String reason, String actor) {
    record(open.partner(), actor, "access.suspended", Map.of("suspension", open.id(), "reason", reason), null);
    return Refusal.NONE;
  }

  /**
   * Where a partner whose termination is called off goes on: where it was before, or suspended as long as its access is.
   *
   * @param before the stage before the termination
   */
  public Stage stageAfterCallOff(PartnerId partner, Stage before) {
    return suspensions.open(partner).filter(open -> !open.isReinstating()).map(open -> {
      suspensions.goOnAfterwardsIn(open.id(), before);
      return Stage.SUSPENDED;
    }).orElse(before);
  }

  /** The first pair of eyes. */
  public Refusal ask(PartnerId partner, String why, String actor) {
    return transactions.execute(status -> {
      Optional<Suspension> open = suspensions.open(partner);
      if (open.isPresent() && open.get().process() != null) {
        return Refusal.of("access.reinstate.notNow");
      }
      if (open.isEmpty() || !suspensions.ask(open.get().id(), actor, why)) {
        return Refusal.of("access.reinstate.notNow");
      }
      record(partner, actor, "access.reinstatingAsked", Map.of("suspension", open.get().id(), "reason", why), null);
      return Refusal.NONE;
    });
  }

  /** The second pair of eyes; a partner that is being terminated is reinstated by calling the termination off. */
  public Refusal reinstate(PartnerId partner, String actor) {
    Refusal answer = transactions.execute(status -> {
      Optional<Suspension> open = suspensions.open(partner);
      if (open.isEmpty() || open.get().askedBy() == null || partners.facts(partner).stage() != Stage.SUSPENDED) {
        return Refusal.of("access.reinstate.notNow");
      }
      if (actor.equals(open.get().askedBy())) {
        return Refusal.of("access.reinstate.fourEyes");
      }
      return begin(open.get(), actor, null) ? Refusal.NONE : Refusal.of("access.reinstate.notNow");
    });
    if (!answer.refused()) {
      suspensions.open(partner).ifPresent(open -> work.soon(open.id()));
    }
    return answer;
  }

  /** As a step of a process, whose decision was a second pair of eyes; without a suspension by that process nothing happens, and what somebody else keeps stays. */
  void restore(PartnerId partner, long processInstance) {
    Optional<Suspension> open = suspensions.open(partner).filter(one -> one.process() != null && one.process() == processInstance);
    open.ifPresent(suspension -> {
      boolean restored = transactions.execute(status -> !suspensions.leaveToKeeper(suspension.id()) && begin(suspension, "system", processInstance));
      if (restored) {
        work.on(suspension.id());
      }
    });
  }

  /** What was refused is tried again. */
  public void retry(PartnerId partner) {
    suspensions.open(partner).filter(open -> open.state() == State.REINSTATING).ifPresent(open -> {
      suspensions.retryRefused(open.id());
      work.soon(open.id());
    });
  }

  /** Nothing is to be given again: the partner leaves for good. */
  void end(PartnerId partner) {
    transactions.executeWithoutResult(status -> suspensions.open(partner).ifPresent(open -> {
      if (suspensions.move(open.id(), open.state(), State.ENDED)) {
        record(partner, "system", "access.suspensionEnded", Map.of("suspension", open.id()), open.process());
      }
    }));
  }

  private boolean begin(Suspension suspension, String actor, @Nullable Long process) {
    if (!suspensions.beginReinstating(suspension.id(), actor)) {
      return false;
    }
    if (partners.facts(suspension.partner()).stage() == Stage.SUSPENDED) {
      partners.moveTo(suspension.partner(), Stage.SUSPENDED, suspension.stageBefore() == Stage.ONBOARDING ? Stage.ONBOARDING : Stage.ACTIVE, null, actor, process);
    }
    record(suspension.partner(), actor, "access.reinstated", Map.of("suspension", suspension.id()), process);
    return true;
  }

  private void record(PartnerId partner, String actor, String action, Map<String, Object> details, @Nullable Long process) {
    trail.record(new TrailEntry(partner.value(), actor, action, new LinkedHashMap<>(details), process));
  }

  List<Suspension.Item> items(long id) {
    return suspensions.items(id);
  }
}
