package dev.entente.reconciliation;

import dev.entente.ledger.Grant;
import dev.entente.ledger.GrantOrder.Holder;
import dev.entente.ledger.GrantOrder.Place;
import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.ledger.GrantOrder;
import dev.entente.ledger.Granting;
import dev.entente.ledger.Origin;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import dev.entente.provisioning.TargetSystem;
import dev.entente.reconciliation.Finding.State;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes access that a target holds already into the ledger: it gets an owner, a reason and an end, and is reviewed half-way. */
@Component
class Adoption {

  private final Findings findings;
  private final Granting granting;
  private final AdoptionAssignments adopted;
  private final Partners partners;
  private final Programs programs;
  private final Clock clock;

  Adoption(Findings findings, Granting granting, AdoptionAssignments adopted, Partners partners, Programs programs, Clock clock) {
    this.findings = findings;
    this.granting = granting;
    this.adopted = adopted;
    this.partners = partners;
    this.programs = programs;
    this.clock = clock;
  }

  /** What stands in the way; empty when it is done. */
  Optional<String> adopt(FindingRemedies.Decision decision, Origin origin) {
    Finding finding = findings.find(decision.finding()).orElseThrow();
    if (finding.state() == State.CLOSED || !finding.held()) {
      return Optional.of("The target does not hold it, so there is nothing to adopt.");
    }
    Optional<PartnerFacts> facts = partnerOf(finding);
    if (facts.isEmpty()) {
      return Optional.of("No partner of ours has the id " + finding.partner() + ", so the ledger can't take it on.");
    }
    GrantOrder order = order(finding, facts.get(), decision, origin);
    if (granting.grant(order, false) instanceof Granting.Result.NotGranted not) {
      return Optional.of(not.reason());
    }
    adopted.add(order, finding.id());
    return Optional.empty();
  }

  private Optional<PartnerFacts> partnerOf(Finding finding) {
    try {
      return partners.find(new PartnerId(finding.partner()));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private GrantOrder order(Finding finding, PartnerFacts facts, FindingRemedies.Decision decision, Origin origin) {
    Optional<Program.Entitlement> known = programs.version(facts.programVersion()).entitlements().stream()
        .filter(entitlement -> entitlement.target().equals(finding.target()) && entitlement.role().equalsIgnoreCase(finding.role()))
        .findFirst();
    boolean account = finding.role().equalsIgnoreCase(TargetSystem.ACCOUNT);
    String entitlement = known.map(Program.Entitlement::id).orElse("adopted:" + finding.target() + ":" + finding.role());
    String name = known.map(Program.Entitlement::name).orElse(finding.role());
    return new GrantOrder(facts.id(), account ? Grant.Kind.ACCOUNT : Grant.Kind.ENTITLEMENT, entitlement, name, new Place(finding.target(), finding.role()),
        new Holder(finding.holder(), finding.holderName()), terms(finding, decision), origin);
  }

  private Terms terms(Finding finding, FindingRemedies.Decision decision) {
    LocalDate today = LocalDate.now(clock);
    LocalDate reviewOn = today.plusDays(ChronoUnit.DAYS.between(today, decision.until()) / 2);
    return new Terms("Adopted by " + decision.by() + ": " + decision.why(), finding.owner(), decision.until(), reviewOn);
  }
}
