package dev.entente.termination;

import dev.entente.access.PartnerAccess;
import dev.entente.access.ResidualAccess;
import dev.entente.license.PartnerLicenses;
import dev.entente.portal.PortalSessions;
import dev.entente.process.RunningProcesses.Root;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks afresh whether anything is left: in every target, of licenses, of portal sessions, of running processes. Every answer is kept. */
@Component
class ExitVerification {

  private final PartnerAccess access;
  private final PartnerLicenses licenses;
  private final PortalSessions sessions;
  private final ProcessTermination stopping;
  private final WindDown windDown;
  private final Proofs proofs;
  private final Terminations terminations;
  private final Trail trail;
  private final TransactionTemplate transactions;
  private final Clock clock;

  ExitVerification(PartnerAccess access, PartnerLicenses licenses, PortalSessions sessions, ProcessTermination stopping, WindDown windDown, Proofs proofs, Terminations terminations,
      Trail trail, TransactionTemplate transactions, Clock clock) {
    this.access = access;
    this.licenses = licenses;
    this.sessions = sessions;
    this.stopping = stopping;
    this.windDown = windDown;
    this.proofs = proofs;
    this.terminations = terminations;
    this.trail = trail;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** @return how many things are left, counting what could not be asked as one; zero is the proof */
  int prove(Termination termination, long ownInstance) {
    List<Proofs.Answer> answers = new ArrayList<>();
    List<ResidualAccess> left = new ArrayList<>();
    for (PartnerAccess.Asked asked : access.ask(termination.partner())) {
      answers.add(new Proofs.Answer(asked.target(), asked.clean(), asked.left().size(), asked.detail(), clock.instant()));
      left.addAll(asked.answered() ? asked.left() : List.of(unknown(asked)));
    }
    answers.add(licenses(termination, left));
    answers.add(sessions(termination));
    answers.add(processes(termination, ownInstance, left));
    transactions.executeWithoutResult(status -> {
      terminations.lock(termination.id());
      int attempt = proofs.keep(termination.id(), answers, left);
      terminations.proven(termination.id(), left.isEmpty() ? clock.instant() : null);
      trail.record(TrailEntry.of(termination.partner().value(), "system", left.isEmpty() ? "termination.proven" : "termination.leftoversFound",
          Map.of("termination", termination.id(), "attempt", attempt, "leftovers", left.size())).in(ownInstance));
    });
    return left.size();
  }

  /** Since when it can't be asked is not known, so it is told from now. */
  private ResidualAccess unknown(PartnerAccess.Asked asked) {
    return new ResidualAccess(asked.target(), "", "", "", asked.detail(), clock.instant(), "partner-management");
  }

  private Proofs.Answer licenses(Termination termination, List<ResidualAccess> left) {
    PartnerLicenses.Standing standing = licenses.standing(termination.partner());
    Set<String> exempt = windDown.licenses(termination.id());
    List<String> alive = new ArrayList<>(standing.active());
    standing.windDown().stream().filter(license -> !exempt.contains(license)).forEach(alive::add);
    alive.forEach(license -> left.add(new ResidualAccess("licenses", termination.partner().value(), license, "license", "not on the revocation list", clock.instant(),
        "partner-management")));
    String kept = exempt.isEmpty() ? "" : "; exempt for wind-down: " + exempt.stream().sorted().collect(Collectors.joining(", "));
    String detail = standing.onRevocationList().size() + " on the revocation list" + kept;
    return new Proofs.Answer("licenses", alive.isEmpty(), alive.size(), detail, clock.instant());
  }

  /** Contacts sign in until the end for what they owe; the proof puts an end to it. */
  private Proofs.Answer sessions(Termination termination) {
    int ended = sessions.revokeAll(termination.partner());
    return new Proofs.Answer("portal", true, 0, ended + (ended == 1 ? " session" : " sessions") + " ended, sign-in links dead", clock.instant());
  }

  private Proofs.Answer processes(Termination termination, long ownInstance, List<ResidualAccess> left) {
    List<Root> others = stopping.others(termination, ownInstance);
    Instant now = clock.instant();
    others.forEach(other -> left.add(new ResidualAccess("processes", termination.partner().value(), other.name(), other.processId(),
        "still runs, instance " + other.key(), now, "partner-management")));
    return new Proofs.Answer("processes", others.isEmpty(), others.size(), others.isEmpty() ? "No other process runs" : "Others still run", now);
  }
}
