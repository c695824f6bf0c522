package dev.entente.exception;

import dev.entente.access.AccessPreview;
import dev.entente.approval.ApprovalSubject;
import dev.entente.approval.Fact;
import dev.entente.approval.Facts;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import dev.entente.screening.CountryTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What an approver has to know of an exception: what is asked for, against what the partner has, and what it enjoys beside it. */
@Component
class ExceptionFacts implements ApprovalSubject {

  /** Decisions are bound to these texts, so they are in one language for everybody. */
  private static final Locale LOCALE = Locale.ENGLISH;

  private final ExceptionCases cases;
  private final Partners partners;
  private final Programs programs;
  private final ExceptionWording wording;
  private final CountryTable countries;
  private final AccessPreview preview;

  ExceptionFacts(ExceptionCases cases, Partners partners, Programs programs, ExceptionWording wording, CountryTable countries,
      AccessPreview preview) {
    this.cases = cases;
    this.partners = partners;
    this.programs = programs;
    this.wording = wording;
    this.countries = countries;
    this.preview = preview;
  }

  @Override
  public Set<String> kinds() {
    return ExceptionCase.approvalKinds();
  }

  @Override
  public Facts facts(PartnerId id, String kind, String subject) {
    ExceptionCase asked = cases.get(subject);
    PartnerFacts partner = partners.facts(id);
    Program.Tier tier = programs.version(partner.programVersion()).tier(partner.tier());
    List<Fact> items = new ArrayList<>();
    items.add(new Fact("exception.fact.what", wording.what(asked, partner, LOCALE)));
    items.add(new Fact("exception.fact.days", String.valueOf(asked.days())));
    items.add(new Fact("exception.fact.reason", asked.reason()));
    items.add(new Fact("exception.fact.owner", wording.group(asked.owner(), LOCALE)));
    items.add(new Fact("exception.fact.tier", tier.name()));
    if (asked.kind() == ExceptionKind.USAGE_CAP) {
      items.add(new Fact("exception.fact.cap", String.valueOf(tier.licenseCap())));
    }
    if (asked.kind() == ExceptionKind.MARKET) {
      items.add(new Fact("exception.fact.marketRisk", risk(asked.scope())));
    }
    items.add(new Fact("exception.fact.countryRisk", risk(partner.country())));
    if (asked.extendsId() != null) {
      items.add(new Fact("exception.fact.extends", asked.extendsId() + ", " + cases.get(asked.extendsId()).endsAt()));
    }
    if (asked.change() == ExceptionCase.Change.ACCESS) {
      items.add(new Fact("exception.fact.access", preview.withEntitlement(id, asked.scope()).givenInWords()));
    } else if (asked.change() == ExceptionCase.Change.LICENSE) {
      items.add(new Fact("exception.fact.license", preview.license(id)));
    }
    items.add(new Fact("exception.fact.others", others(asked, partner)));
    return new Facts(wording.text("exception.kind." + asked.kind(), LOCALE) + " " + asked.id(), items);
  }

  private String risk(String country) {
    CountryTable.Standing standing = countries.of(country);
    String risk = wording.text("screening.risk." + standing.risk(), LOCALE);
    return standing.reason() == null ? risk : risk + ": " + standing.reason();
  }

  private String others(ExceptionCase asked, PartnerFacts partner) {
    String others = cases.open(partner.id()).stream()
        .filter(other -> other.state() == ExceptionCase.State.IN_FORCE && !other.id().equals(asked.extendsId()))
        .map(other -> other.id() + ": " + wording.what(other, partner, LOCALE))
        .collect(Collectors.joining("; "));
    return others.isEmpty() ? wording.text("exception.fact.none", LOCALE) : others;
  }
}
