package dev.entente.reconciliation;

import dev.entente.access.ExpectedAccess.Inputs;
import dev.entente.access.ExpectedAccess;
import dev.entente.access.ExpectedAccessInputs;
import dev.entente.access.ExpectedGrant;
import dev.entente.ledger.Grant;
import dev.entente.ledger.GrantKey;
import dev.entente.ledger.Grants;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Stage;
import dev.entente.reconciliation.Finding.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds what the ledger says of partners against what they ought to have, as many at once as are asked for. */
@Component
class Deviations {

  /** What moved since is being worked on: a promotion grants before it changes the tier, a contact who joins is granted one thing after the other. */
  private static final Duration SETTLED = Duration.ofDays(1);

  private final ExpectedAccessInputs inputs;
  private final Grants grants;
  private final Clock clock;

  Deviations(ExpectedAccessInputs inputs, Grants grants, Clock clock) {
    this.inputs = inputs;
    this.grants = grants;
    this.clock = clock;
  }

  /**
   * @param expected how many grants ought to be there
   * @param active how many are
   */
  record Seen(List<Deviation> deviations, int expected, int active) {}

  Seen of(Collection<PartnerId> partners) {
    Instant since = clock.instant().minus(SETTLED);
    Map<PartnerId, List<Grant>> rows = grants.openOrChangedSince(partners, since).stream().collect(Collectors.groupingBy(Grant::partner));
    List<Deviation> deviations = new ArrayList<>();
    int expected = 0;
    int active = 0;
    for (Inputs in : inputs.of(partners)) {
      List<Grant> held = rows.getOrDefault(in.partner().id(), List.of());
      List<ExpectedGrant> due = ExpectedAccess.of(in);
      expected += due.size();
      active += (int) held.stream().filter(grant -> grant.state() == Grant.State.ACTIVE).count();
      if (in.partner().stageSince().isBefore(since)) {
        deviations.addAll(of(in, due, held, since));
      }
    }
    return new Seen(deviations, expected, active);
  }

  private static List<Deviation> of(Inputs in, List<ExpectedGrant> due, List<Grant> rows, Instant since) {
    Map<GrantKey, ExpectedGrant> expected = due.stream().collect(Collectors.toMap(ExpectedGrant::key, Function.identity()));
    Map<GrantKey, Grant> open = new HashMap<>();
    rows.forEach(grant -> open.put(GrantKey.of(grant), grant));
    Stage stage = in.partner().facts().stage();
    Stream<Deviation> missing = stage != Stage.ACTIVE ? Stream.of() : due.stream().filter(grant -> !open.containsKey(grant.key())).map(Deviations::missing);
    Stream<Deviation> unexpected = stage == Stage.ONBOARDING || stage == Stage.TERMINATING ? Stream.of()
        : rows.stream().filter(grant -> grant.state() == Grant.State.ACTIVE && !movedAfter(grant, since) && !grant.endsOn().isBefore(in.today()))
            .flatMap(grant -> unexpected(grant, expected.get(GrantKey.of(grant)), stage));
    return Stream.concat(missing, unexpected).toList();
  }

  private static Deviation missing(ExpectedGrant due) {
    return new Deviation(Kind.UNGRANTED, due.place().target(), due.partner().value(), due.holder().id(), due.holder().name(), due.place().role(), null,
        "oughtToBe", due.terms().reason());
  }

  /** A license says which tier it is of. */
  private static Stream<Deviation> unexpected(Grant grant, @Nullable ExpectedGrant due, Stage stage) {
    if (due != null && due.place().role().equals(grant.role())) {
      return Stream.of();
    }
    return Stream.of(new Deviation(Kind.UNEXPECTED, grant.target(), grant.partner().value(), grant.holder(), grant.holderName(), grant.role(), grant.id(),
        due == null ? "oughtNotToBe" : "oughtToBeOther", due == null ? stage.name() : due.place().role()));
  }

  private static boolean movedAfter(Grant grant, Instant since) {
    return grant.requestedAt().isAfter(since) || grant.grantedAt() != null && grant.grantedAt().isAfter(since);
  }
}
