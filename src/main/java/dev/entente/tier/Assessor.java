package dev.entente.tier;

import dev.entente.metric.Metric.Measured;
import dev.entente.metric.Metric;
import dev.entente.program.Program.Tier;
import dev.entente.program.Program;
import dev.entente.tier.Criterion.Evidence;
import dev.entente.tier.Criterion.Measure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds facts against the bars of one program version; knows no clock and no database, so that the same input always gives the same answer. */
final class Assessor {

  private final Program program;
  private final TierFacts facts;
  private final Map<Metric, List<Measured>> measured;
  private final boolean newcomer;

  private Assessor(Program program, TierFacts facts) {
    this.program = program;
    this.facts = facts;
    this.measured = facts.measured().stream().collect(Collectors.groupingBy(Measured::metric));
    this.newcomer = facts.activeSince() != null && facts.asOf().isBefore(facts.activeSince().plusMonths(program.newcomers().months()));
  }

  static Assessment assess(Program program, TierFacts facts) {
    Assessor assessor = new Assessor(program, facts);
    List<Tier> tiers = program.tiers();
    int at = tiers.indexOf(program.tier(facts.tier()));
    Tier next = at + 1 < tiers.size() ? tiers.get(at + 1) : null;
    return new Assessment(at == 0 ? null : tiers.get(at - 1).id(), assessor.standing(tiers.get(at)), next == null ? null : assessor.standing(next),
        assessor.newcomer, assessor.gate(), assessor.newest(Metric.LICENSE_ADHERENCE_PERCENT), assessor.newest(Metric.SATISFACTION_SCORE));
  }

  private Assessment.Standing standing(Tier tier) {
    Program.Criteria bars = tier.criteria();
    Staffing staffing = staffing(bars);
    List<Criterion> criteria = new ArrayList<>();
    criteria.add(atLeast(Measure.NET_NEW_SEATS, Metric.NET_NEW_SEATS, bars.netNewSeats(), true));
    criteria.add(certified(bars, staffing));
    if (bars.retentionPercent() != null) {
      criteria.add(atLeast(Measure.RETENTION_PERCENT, Metric.RETENTION_PERCENT, bars.retentionPercent(), false));
    }
    criteria.add(atLeast(Measure.SATISFACTION_ANSWERS, Metric.SATISFACTION_ANSWERS, bars.satisfactionAnswers(), true));
    return new Assessment.Standing(tier.id(), List.copyOf(criteria), staffing);
  }

  private Staffing staffing(Program.Criteria bars) {
    Map<Long, Set<String>> courses = new LinkedHashMap<>();
    facts.contacts().forEach(contact -> courses.put(contact, new TreeSet<>()));
    facts.certificates().stream().filter(certificate -> courses.containsKey(certificate.contact()))
        .forEach(certificate -> courses.get(certificate.contact()).add(certificate.course()));
    return StaffingPlan.best(new StaffingPlan.Demand(divided(bars.certifiedPeople()), bars.technicalPercent(), bars.rolesPerPerson()),
        program.curricula().stream().filter(curriculum -> curriculum.track() != null).toList(), courses, facts.waived());
  }

  private Criterion certified(Program.Criteria bars, Staffing staffing) {
    List<Evidence> evidence = Stream.concat(
            staffing.counted().stream().filter(counted -> counted.contact() != null).map(counted -> new Evidence("training", facts.asOf(), counted.curriculum())),
            staffing.counted().stream().filter(counted -> counted.contact() == null).map(counted -> new Evidence("waiver", facts.asOf(), counted.curriculum())))
        .toList();
    return new Criterion(Measure.CERTIFIED_PEOPLE, String.valueOf(staffing.filled()), String.valueOf(staffing.needed()),
        fullBar(bars.certifiedPeople(), staffing.needed()), staffing.complete(), evidence);
  }

  private Criterion atLeast(Measure measure, Metric metric, int fullBar, boolean divisible) {
    int bar = divisible ? divided(fullBar) : fullBar;
    String value = value(metric);
    boolean met = bar == 0 || value != null && new BigDecimal(value).compareTo(BigDecimal.valueOf(bar)) >= 0;
    return new Criterion(measure, value, String.valueOf(bar), fullBar(fullBar, bar), met, evidence(metric));
  }

  private List<Criterion> gate() {
    List<Evidence> findings = Stream.concat(evidence(Metric.FINDINGS_CRITICAL).stream(), evidence(Metric.FINDINGS_MAJOR).stream()).toList();
    BigDecimal severe = total(Metric.FINDINGS_CRITICAL).add(total(Metric.FINDINGS_MAJOR));
    return List.of(new Criterion(Measure.SEVERE_FINDINGS, text(severe), "0", null, severe.signum() <= 0, findings), audit());
  }

  /** A partner that was never audited is as if audited when it was activated. */
  private Criterion audit() {
    LocalDate bar = facts.asOf().minusMonths(program.reviews().auditMonths());
    Measured audit = newestOf(Metric.LAST_AUDIT);
    LocalDate day = audit == null ? facts.activeSince() : audit.day();
    List<Evidence> evidence = audit != null ? List.of(new Evidence(audit.source(), audit.period().to(), String.valueOf(day)))
        : day == null ? List.of() : List.of(new Evidence("activation", day, day.toString()));
    return new Criterion(Measure.LAST_AUDIT, day == null ? null : day.toString(), bar.toString(), null, day != null && day.isAfter(bar), evidence);
  }

  private int divided(int bar) {
    int divisor = program.newcomers().barDivisor();
    return newcomer ? (bar + divisor - 1) / divisor : bar;
  }

  private static @Nullable String fullBar(int full, int bar) {
    return full == bar ? null : String.valueOf(full);
  }

  private @Nullable String value(Metric metric) {
    return switch (metric.sum()) {
      case NEWEST -> newest(metric);
      case PERIODS, NEWEST_PER_SOURCE -> measured.containsKey(metric) ? text(total(metric)) : null;
    };
  }

  private BigDecimal total(Metric metric) {
    return measured.getOrDefault(metric, List.of()).stream().map(Assessor::number).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private @Nullable String newest(Metric metric) {
    Measured newest = newestOf(metric);
    return newest == null ? null : text(number(newest));
  }

  private @Nullable Measured newestOf(Metric metric) {
    return measured.getOrDefault(metric, List.of()).stream()
        .max(Comparator.comparing((Measured one) -> one.day() == null ? one.period().to() : one.day()).thenComparing(Measured::source)).orElse(null);
  }

  private List<Evidence> evidence(Metric metric) {
    List<Measured> all = metric.sum() == Metric.Sum.NEWEST ? Stream.ofNullable(newestOf(metric)).toList() : measured.getOrDefault(metric, List.of());
    return all.stream().map(one -> new Evidence(one.source(), one.period().to(), one.period().written() + ": " + text(number(one)))).toList();
  }

  private static BigDecimal number(Measured measured) {
    return measured.number() == null ? BigDecimal.ZERO : measured.number();
  }

  private static String text(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
