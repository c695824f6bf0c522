package dev.entente.metric;

import dev.entente.partner.Partners;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** Records measurements, all of them or none; what was reported before with the same value changes nothing. */
@Component
class MetricRecording {

  private final Metrics metrics;
  private final Partners partners;
  private final List<MetricObserver> observers;
  private final Trail trail;
  private final Clock clock;

  MetricRecording(Metrics metrics, Partners partners, List<MetricObserver> observers, Trail trail, Clock clock) {
    this.metrics = metrics;
    this.partners = partners;
    this.observers = observers;
    this.trail = trail;
    this.clock = clock;
  }

  /** @param problems nothing was recorded if there are any */
  record Recorded(int added, int replaced, int unchanged, List<MetricRules.Problem> problems) {

    static Recorded refused(List<MetricRules.Problem> problems) {
      return new Recorded(0, 0, 0, List.copyOf(problems));
    }
  }

  @Transactional
  public Recorded record(List<MetricEntry> written, String by) {
    Set<String> ids = written.stream().map(MetricEntry::partnerId).filter(id -> id != null && id.length() <= 20)
        .map(id -> id.strip().toUpperCase(Locale.ROOT)).collect(Collectors.toCollection(LinkedHashSet::new));
    MetricRules rules = new MetricRules(partners.names(ids).keySet(), LocalDate.now(clock));
    List<Metrics.Entry> entries = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      rules.entry(i + 1, written.get(i)).ifPresent(entries::add);
    }
    if (!rules.problems().isEmpty()) {
      return Recorded.refused(rules.problems());
    }
    return keep(entries, by);
  }

  private Recorded keep(List<Metrics.Entry> entries, String by) {
    Map<String, List<Metrics.Entry>> byPartner = entries.stream().collect(Collectors.groupingBy(entry -> entry.partner().value(), LinkedHashMap::new, Collectors.toList()));
    List<Consumer<Collection<String>>> observed = observers.stream().map(observer -> observer.beforeRecording(byPartner.keySet())).toList();
    List<Metrics.Kept> kept = metrics.keep(entries, by);
    List<MetricRules.Problem> overlaps = kept.isEmpty() ? List.of() : overlaps(entries);
    if (!overlaps.isEmpty()) {
      TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
      return Recorded.refused(overlaps);
    }
    Map<String, List<Metrics.Kept>> changed = kept.stream().collect(Collectors.groupingBy(Metrics.Kept::partner, LinkedHashMap::new, Collectors.toList()));
    changed.forEach((partner, of) -> trail.record(TrailEntry.of(partner, by, "metrics.recorded", details(byPartner.get(partner), of))));
    observed.forEach(then -> then.accept(changed.keySet()));
    int added = (int) kept.stream().filter(Metrics.Kept::added).count();
    return new Recorded(added, kept.size() - added, entries.size() - kept.size(), List.of());
  }

  private List<MetricRules.Problem> overlaps(List<Metrics.Entry> entries) {
    Set<String> touched = entries.stream().map(entry -> entry.partner().value()).collect(Collectors.toSet());
    return metrics.overlaps(touched).stream().map(overlap -> new MetricRules.Problem(rowOf(entries, overlap), "period", overlap.metric() + " of "
        + overlap.source() + " for " + overlap.period() + " shares days with " + overlap.other() + ", and they would count twice; report the same kind of period"))
        .toList();
  }

  private static int rowOf(List<Metrics.Entry> entries, Metrics.Overlap overlap) {
    for (int i = 0; i < entries.size(); i++) {
      Metric.Measured measured = entries.get(i).measured();
      if (entries.get(i).partner().value().equals(overlap.partner()) && measured.metric().name().equals(overlap.metric())
          && measured.source().equals(overlap.source()) && Set.of(overlap.period(), overlap.other()).contains(measured.period().written())) {
        return i + 1;
      }
    }
    return 1;
  }

  private static Map<String, Object> details(List<Metrics.Entry> entries, List<Metrics.Kept> kept) {
    List<String> values = entries.stream()
        .filter(entry -> kept.stream().anyMatch(one -> one.metric().equals(entry.measured().metric().name())
            && one.source().equals(entry.measured().source()) && one.period().equals(entry.measured().period().written())))
        .limit(50)
        .map(entry -> entry.measured().metric() + " " + entry.measured().period().written() + " of " + entry.measured().source() + ": "
            + (entry.measured().day() == null ? entry.measured().number() : entry.measured().day()))
        .toList();
    return Map.of("count", kept.size(), "values", values);
  }
}
