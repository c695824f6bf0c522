package dev.entente.tier;

import dev.entente.program.Program.Course;
import dev.entente.program.Program.Curriculum;
import dev.entente.program.Program.Track;
import dev.entente.tier.Staffing.Closing;
import dev.entente.tier.Staffing.Counted;
import dev.entente.tier.Staffing.Holding;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Assigns certified people to roles as a flow: each person may fill so many roles, each of them once, technical ones fill any role, others only those
 * that need not be technical. What flows is the best assignment; where more could flow is what would close the gap.
 */
final class StaffingPlan {

  private static final int MOST_CLOSING = 20;

  private final MaxFlow flow = new MaxFlow();
  private final int technicalSeats = flow.node();
  private final int otherSeats = flow.node();
  private final Map<Long, Integer> people = new TreeMap<>();
  private final List<Offer> offers = new ArrayList<>();
  private final List<Curriculum> roles;
  private final Demand demand;

  /** @param rolesPerPerson at most, of different curricula */
  record Demand(int roles, int technicalPercent, int rolesPerPerson) {

    int technical() {
      return (roles * technicalPercent + 99) / 100;
    }
  }

  /** A role that a person, or null for a waiver, could fill; the edges tell what it does fill. */
  private record Offer(@Nullable Long contact, Curriculum role, int toTechnical, int toOther) {}

  private StaffingPlan(Demand demand, List<Curriculum> roles) {
    this.demand = demand;
    this.roles = roles;
  }

  /**
   * @param roles curricula with a track
   * @param courses by contact, what it has passed
   * @param waived by curriculum, how many people are waived
   */
  static Staffing best(Demand demand, List<Curriculum> roles, Map<Long, Set<String>> courses, Map<String, Integer> waived) {
    StaffingPlan plan = new StaffingPlan(demand, roles);
    courses.forEach(plan::person);
    plan.waivers(waived);
    return plan.solve(courses);
  }

  private void person(long contact, Set<String> courses) {
    int person = flow.node();
    people.put(contact, person);
    flow.edge(MaxFlow.SOURCE, person, demand.rolesPerPerson());
    for (Curriculum role : roles) {
      if (missing(role, courses).isEmpty()) {
        offer(contact, person, role, 1);
      }
    }
  }

  private void waivers(Map<String, Integer> waived) {
    for (Curriculum role : roles) {
      int count = waived.getOrDefault(role.id(), 0);
      if (count > 0) {
        int waiver = flow.node();
        flow.edge(MaxFlow.SOURCE, waiver, count);
        offer(null, waiver, role, count);
      }
    }
  }

  private void offer(@Nullable Long contact, int holder, Curriculum role, int times) {
    int offer = flow.node();
    flow.edge(holder, offer, times);
    int toTechnical = flow.edge(offer, technicalSeats, role.track() == Track.TECHNICAL ? times : 0);
    offers.add(new Offer(contact, role, toTechnical, flow.edge(offer, otherSeats, times)));
  }

  /** Technical roles first: what flows there stays filled while the others are filled on top, and the whole is as large as can be. */
  private Staffing solve(Map<Long, Set<String>> courses) {
    flow.edge(technicalSeats, MaxFlow.SINK, demand.technical());
    int technical = flow.augment();
    flow.edge(otherSeats, MaxFlow.SINK, demand.roles() - demand.technical());
    int filled = technical + flow.augment();
    return new Staffing(demand.roles(), demand.technical(), filled, technical, counted(), uncounted(),
        filled < demand.roles() ? closing(courses) : List.of());
  }

  private List<Counted> counted() {
    List<Counted> counted = new ArrayList<>();
    for (Offer offer : offers) {
      for (int i = 0; i < flow.flow(offer.toTechnical()); i++) {
        counted.add(new Counted(offer.contact(), offer.role().id(), Track.TECHNICAL));
      }
      for (int i = 0; i < flow.flow(offer.toOther()); i++) {
        counted.add(new Counted(offer.contact(), offer.role().id(), null));
      }
    }
    return counted;
  }

  private List<Holding> uncounted() {
    List<Holding> uncounted = new ArrayList<>();
    for (Offer offer : offers) {
      if (offer.contact() != null && flow.flow(offer.toTechnical()) + flow.flow(offer.toOther()) == 0) {
        uncounted.add(new Holding(offer.contact(), offer.role().id()));
      }
    }
    return uncounted;
  }

  /** One more role of a person helps exactly where more could be sent to the person and from the seats on to the sink. */
  private List<Closing> closing(Map<Long, Set<String>> courses) {
    BitSet reachable = flow.reachable();
    BitSet reaching = flow.reaching();
    Map<Closing, Integer> closing = new LinkedHashMap<>();
    for (Curriculum role : roles) {
      if (!reaching.get(otherSeats) && !(role.track() == Track.TECHNICAL && reaching.get(technicalSeats))) {
        continue;
      }
      people.forEach((contact, person) -> {
        List<String> missing = missing(role, courses.get(contact));
        if (reachable.get(person) && !missing.isEmpty()) {
          closing.put(new Closing(contact, role.id(), missing), missing.size());
        }
      });
      closing.put(new Closing(null, role.id(), missing(role, Set.of())), 1000 + role.courses().size());
    }
    return closing.entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.naturalOrder())).limit(MOST_CLOSING).map(Map.Entry::getKey).toList();
  }

  private static List<String> missing(Curriculum role, Set<String> courses) {
    return role.courses().stream().map(Course::id).filter(course -> !courses.contains(course)).toList();
  }
}
