package dev.entente.license;

import dev.entente.license.Overrides.Kind;
import dev.entente.partner.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a partner may do with the products, as signed.
 *
 * @param seats at most, null where the agreement says how many
 * @param extras what exceptions add, in the order of their ends; modules, markets and seats are what holds without them
 * @param termEnd when it ends without grace
 * @param validUntil when it ends
 * @param token compact JWS, signed with Ed25519
 * @param windDown for what end customers of a partner that has left use already, without new sales
 */
record License(
    String id,
    PartnerId partner,
    String tier,
    String programVersion,
    List<String> modules,
    List<String> markets,
    @Nullable Integer seats,
    List<Extra> extras,
    Instant validFrom,
    Instant termEnd,
    Instant validUntil,
    String token,
    boolean revoked,
    @Nullable Instant revokedAt,
    boolean windDown,
    Lineage lineage) {

  public List<Extra> extrasAt(Instant at) {
    return extras.stream().filter(extra -> extra.holdsAt(at)).toList();
  }

  @Nullable Integer seatsAt(Instant at) {
    return seats == null ? null : seats + values(Kind.SEATS, at).mapToInt(Integer::parseInt).sum();
  }

  List<String> marketsAt(Instant at) {
    return Stream.concat(markets.stream(), values(Kind.MARKET, at)).distinct().toList();
  }

  List<String> modulesAt(Instant at) {
    return Stream.concat(modules.stream(), values(Kind.MODULE, at)).distinct().toList();
  }

  /** Whether both allow the same, now and later, however long they last. */
  boolean allowsTheSameAs(License other) {
    return tier.equals(other.tier) && programVersion.equals(other.programVersion) && modules.equals(other.modules) && markets.equals(other.markets)
        && Objects.equals(seats, other.seats) && extras.equals(other.extras);
  }

  /** Ends where the term ends, or where a grace does that began before that. */
  License endingWithTerm(Instant end) {
    Instant last = extras.stream().filter(extra -> extra.kind() == Kind.END && extra.until().isAfter(end)).map(Extra::until).max(Instant::compareTo).orElse(end);
    return new License(id, partner, tier, programVersion, modules, markets, seats, extras, validFrom, end, last, token, revoked, revokedAt, windDown, lineage);
  }

  License with(Lineage descent) {
    return new License(id, partner, tier, programVersion, modules, markets, seats, extras, validFrom, termEnd, validUntil, token, revoked, revokedAt, windDown, descent);
  }

  License withToken(String signed) {
    return new License(id, partner, tier, programVersion, modules, markets, seats, extras, validFrom, termEnd, validUntil, signed, revoked, revokedAt, windDown, lineage);
  }

  private Stream<String> values(Kind kind, Instant at) {
    return extrasAt(at).stream().filter(extra -> extra.kind() == kind).map(Extra::value);
  }
}
