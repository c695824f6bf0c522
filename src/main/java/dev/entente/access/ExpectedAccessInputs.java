package dev.entente.access;

import dev.entente.access.ExpectedAccess.Inputs;
import dev.entente.ledger.GrantHistory;
import dev.entente.ledger.GrantKey;
import dev.entente.partner.PartnerId;
import dev.entente.partner.PartnerNotFound;
import dev.entente.partner.PartnerSnapshot;
import dev.entente.partner.PartnerSnapshots;
import dev.entente.program.Programs;
import dev.entente.provisioning.TargetSystem.Accounts;
import dev.entente.provisioning.Targets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads what {@link ExpectedAccess} depends on, in as many statements for many partners as for one. */
@Component
public class ExpectedAccessInputs {

  private final PartnerSnapshots partners;
  private final GrantHistory history;
  private final SkippedEntitlements skipped;
  private final List<AssignmentSource> sources;
  private final Surroundings surroundings;

  ExpectedAccessInputs(PartnerSnapshots partners, GrantHistory history, SkippedEntitlements skipped, List<AssignmentSource> sources,
      Surroundings surroundings) {
    this.partners = partners;
    this.history = history;
    this.skipped = skipped;
    this.sources = sources;
    this.surroundings = surroundings;
  }

  /** What is the same for all partners: programs, targets, the day. */
  @Component
  static class Surroundings {

    private final Programs programs;
    private final Targets targets;
    private final Clock clock;

    Surroundings(Programs programs, Targets targets, Clock clock) {
      this.programs = programs;
      this.targets = targets;
      this.clock = clock;
    }

    private Map<String, Accounts> accounts() {
      Map<String, Accounts> accounts = new HashMap<>();
      targets.ids().forEach(id -> accounts.put(id, targets.get(id).accounts()));
      return accounts;
    }
  }

  /** @throws PartnerNotFound for an unknown id */
  public Inputs of(PartnerId partner) {
    return of(List.of(partner)).stream().findFirst().orElseThrow(() -> new PartnerNotFound(partner));
  }

  /** In the order of ids; unknown ones are left out. */
  public List<Inputs> of(Collection<PartnerId> ids) {
    List<PartnerSnapshot> snapshots = partners.of(ids);
    Map<PartnerId, List<Assignment>> assignments = new HashMap<>();
    sources.forEach(source -> source.inForce(ids).forEach((partner, some) -> assignments.computeIfAbsent(partner, one -> new ArrayList<>()).addAll(some)));
    Map<PartnerId, Set<String>> givenUp = skipped.of(ids);
    Map<PartnerId, Set<GrantKey>> withheld = history.withheld(ids);
    Map<PartnerId, Set<String>> provisioned = history.provisioned(ids);
    Map<String, Accounts> accounts = surroundings.accounts();
    LocalDate today = LocalDate.now(surroundings.clock);
    return snapshots.stream().map(partner -> new Inputs(partner, surroundings.programs.version(partner.facts().programVersion()), today,
        assignments.getOrDefault(partner.id(), List.of()), givenUp.getOrDefault(partner.id(), Set.of()), withheld.getOrDefault(partner.id(), Set.of()),
        provisioned.getOrDefault(partner.id(), Set.of()), accounts)).toList();
  }
}
