package dev.entente.access;

import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What changes when a partner moves from one tier to another, by the program version of its agreement. */
@Component
class TierDelta {

  private final Partners partners;
  private final Programs programs;
  private final SkippedEntitlements drops;

  TierDelta(Partners partners, Programs programs, SkippedEntitlements drops) {
    this.partners = partners;
    this.programs = programs;
    this.drops = drops;
  }

  /**
   * Ids of entitlements.
   *
   * @param held the partner is in the tier it comes from, or above it
   * @param presentTier the partner's at this moment, which may be another than the review was about
   */
  record Delta(List<String> toGrant, List<String> toRevoke, boolean held, String presentTier) {}

  /**
   * Nothing is granted that the process was told to go on without, and nothing revoked that the partner's present tier gives: a wind-down that ends
   * after the partner has won its tier back takes nothing away.
   */
  Delta plan(PartnerId partner, String fromTier, String toTier, JobContext job) {
    PartnerFacts facts = partners.facts(partner);
    Program program = programs.version(facts.programVersion());
    drops.answerFailures(partner, job.processInstanceKey());
    List<String> from = program.tier(fromTier).entitlements();
    List<String> to = program.tier(toTier).entitlements();
    List<String> toGrant = without(without(to, from), drops.of(partner, job.processInstanceKey()));
    int present = program.tiers().indexOf(program.tier(facts.tier()));
    boolean held = present >= program.tiers().indexOf(program.tier(fromTier));
    return new Delta(toGrant, without(without(from, to), program.tier(facts.tier()).entitlements()), held, facts.tier());
  }

  private static List<String> without(List<String> all, List<String> some) {
    List<String> rest = new ArrayList<>(all);
    rest.removeAll(some);
    return List.copyOf(rest);
  }
}
