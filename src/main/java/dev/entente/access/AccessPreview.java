package dev.entente.access;

import dev.entente.access.ExpectedAccess.Inputs;
import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.partner.PartnerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Says which accounts, roles and licenses a decision would give and take, by the same function that is asked when it is carried out. */
@Component
public class AccessPreview {

  private final ExpectedAccessInputs inputs;

  AccessPreview(ExpectedAccessInputs inputs) {
    this.inputs = inputs;
  }

  /** What would come and what would go. */
  public record Changes(List<ExpectedGrant> given, List<ExpectedGrant> taken) {

    public String givenInWords() {
      return inWords(given);
    }

    public String takenInWords() {
      return inWords(taken);
    }

    /** Each right once, with the people who hold it. */
    private static String inWords(List<ExpectedGrant> grants) {
      Map<String, List<String>> holders = new LinkedHashMap<>();
      grants.forEach(grant -> holders.computeIfAbsent(grant.name(), name -> new ArrayList<>()).add(grant.holder().name()));
      return holders.isEmpty() ? "–" : holders.entrySet().stream().map(right -> right.getKey() + ": " + String.join(", ", right.getValue()))
          .collect(Collectors.joining("; "));
    }
  }

  /** The partner in another tier. */
  public Changes inTier(PartnerId partner, String tier) {
    Inputs in = inputs.of(partner);
    return between(ExpectedAccess.inTier(in, in.partner().facts().tier()), ExpectedAccess.inTier(in, tier));
  }

  /** One entitlement more, for whatever cause. */
  public Changes withEntitlement(PartnerId partner, String entitlement) {
    Inputs in = inputs.of(partner);
    String tier = in.partner().facts().tier();
    Assignment more = new Assignment.Extra("Preview", entitlement, new Terms("Preview", "nobody", in.today(), null));
    List<Assignment> all = Stream.concat(in.assignments().stream(), Stream.of(more)).toList();
    return between(ExpectedAccess.inTier(in, tier), ExpectedAccess.inTier(in.with(all), tier));
  }

  /** The license that the partner ought to have now. */
  public String license(PartnerId partner) {
    Inputs in = inputs.of(partner);
    return ExpectedAccess.license(in, in.partner().facts().tier()).name();
  }

  private static Changes between(List<ExpectedGrant> before, List<ExpectedGrant> after) {
    return new Changes(without(after, before), without(before, after));
  }

  private static List<ExpectedGrant> without(List<ExpectedGrant> some, List<ExpectedGrant> others) {
    return some.stream().filter(grant -> others.stream().noneMatch(other -> other.key().equals(grant.key()) && other.place().equals(grant.place()))).toList();
  }
}
