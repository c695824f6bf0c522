package dev.entente.tier;

import dev.entente.access.AccessPreview;
import dev.entente.approval.ApprovalSubject;
import dev.entente.approval.Fact;
import dev.entente.approval.Facts;
import dev.entente.partner.PartnerId;
import dev.entente.program.Program;
import dev.entente.tier.FactSnapshots.Gathered;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What approvers of a promotion see: the criteria as they are now, and what the higher tier gives. Days that pass change nothing of it. */
@Component
class PromotionApproval implements ApprovalSubject {

  private final FactSnapshots gathering;
  private final Verdicts verdicts;
  private final AccessPreview preview;

  PromotionApproval(FactSnapshots gathering, Verdicts verdicts, AccessPreview preview) {
    this.gathering = gathering;
    this.verdicts = verdicts;
    this.preview = preview;
  }

  @Override
  public Set<String> kinds() {
    return Set.of("TIER_PROMOTION");
  }

  @Override
  public boolean takesSilence(String kind) {
    return false;
  }

  @Override
  public Facts facts(PartnerId partner, String kind, String subject) {
    Verdict verdict = verdicts.latestOf(Long.parseLong(subject))
        .orElseThrow(() -> new IllegalStateException("Expected a verdict of review " + subject + ", but there is none"));
    Gathered now = gathering.gather(partner);
    Program.Tier to = now.program().tier(verdict.judgement().toTier());
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("tier.approval.from", now.program().tier(verdict.judgement().fromTier()).name()));
    facts.add(new Fact("tier.approval.to", to.name()));
    Assessment assessment = now.assessment();
    Stream.concat(assessment.next() == null ? Stream.of() : assessment.next().criteria().stream(), assessment.gate().stream())
        .forEach(criterion -> facts.add(fact(criterion)));
    facts.add(new Fact("tier.approval.discount", to.discountPercent() + " %"));
    facts.add(new Fact("tier.approval.seats", to.licenseCap() == null ? "∞" : to.licenseCap().toString()));
    AccessPreview.Changes changes = preview.inTier(partner, to.id());
    facts.add(new Fact("tier.approval.given", changes.givenInWords()));
    facts.add(new Fact("tier.approval.taken", changes.takenInWords()));
    return new Facts("tier.approval.title", facts);
  }

  /** The bar of the audit moves with every day, so that it is left out. */
  private static Fact fact(Criterion criterion) {
    String value = criterion.value() == null ? "–" : criterion.value();
    String bar = criterion.measure() == Criterion.Measure.LAST_AUDIT ? "" : " / " + criterion.bar();
    return new Fact("tier.measure." + criterion.measure(), (criterion.met() ? "✓ " : "✗ ") + value + bar);
  }
}
