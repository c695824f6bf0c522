package dev.entente.access;

import dev.entente.access.ExpectedAccess.Inputs;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.program.Program;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What changes when a partner moves from one tier to another, by the program version of its agreement. */
@Component
class TierChange {

  private final ExpectedAccessInputs inputs;
  private final SkippedEntitlements skipped;

  TierChange(ExpectedAccessInputs inputs, SkippedEntitlements skipped) {
    this.inputs = inputs;
    this.skipped = skipped;
  }

  /**
   * Ids of entitlements.
   *
   * @param held the partner is in the tier it comes from, or above it
   * @param presentTier the partner's at this moment, which may be another than the review was about
   */
  record Delta(List<String> toGrant, List<String> toRevoke, boolean held, String presentTier) {}

  /**
   * Nothing is granted that the process was told to go on without, and nothing revoked that the partner ought to have by now: a wind-down that ends
   * after the partner has won its tier back takes nothing away.
   */
  Delta plan(PartnerId partner, String fromTier, String toTier, JobContext job) {
    Inputs in = inputs.of(partner);
    Program program = in.program();
    String present = in.partner().facts().tier();
    skipped.answerFailures(partner, job.processInstanceKey());
    List<String> from = program.tier(fromTier).entitlements();
    List<String> added = without(without(program.tier(toTier).entitlements(), from), skipped.of(partner, job.processInstanceKey()));
    boolean held = program.tiers().indexOf(program.tier(present)) >= program.tiers().indexOf(program.tier(fromTier));
    return new Delta(added, without(without(from, program.tier(toTier).entitlements()), program.tier(present).entitlements()), held, present);
  }

  private static List<String> without(List<String> all, List<String> some) {
    List<String> rest = new ArrayList<>(all);
    rest.removeAll(some);
    return List.copyOf(rest);
  }
}
