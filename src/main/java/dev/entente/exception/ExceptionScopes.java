package dev.entente.exception;

import dev.entente.partner.PartnerFacts;
import dev.entente.program.Program;
import dev.entente.screening.CountryRisk;
import dev.entente.screening.CountryTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What an exception of each kind can be for, given what the partner has anyway. */
@Component
class ExceptionScopes {

  private final MessageSource messages;
  private final CountryTable countries;

  ExceptionScopes(MessageSource messages, CountryTable countries) {
    this.messages = messages;
    this.countries = countries;
  }

  /** Values with what people call them; empty for a kind without scope. */
  Map<String, String> of(ExceptionKind kind, PartnerFacts partner, Program program, Locale locale) {
    return switch (kind) {
      case MARKET -> markets(partner, program, locale);
      case TRAINING_WAIVER -> curricula(program);
      case EARLY_ACCESS -> higher(partner, program, locale);
      case GRACE -> graces(locale);
      case USAGE_CAP, PAYMENT_TERMS -> Map.of();
    };
  }

  /** One scope in words, also one that can't be chosen any more. */
  String name(ExceptionKind kind, String scope, Program program, Locale locale) {
    return switch (kind) {
      case MARKET -> market(scope, locale);
      case TRAINING_WAIVER -> curricula(program).getOrDefault(scope, scope);
      case EARLY_ACCESS -> scope.startsWith(ExceptionKind.MODULE)
          ? module(program, scope.substring(ExceptionKind.MODULE.length()), locale)
          : program.entitlements().stream().filter(one -> one.id().equals(scope)).map(Program.Entitlement::name).findFirst().orElse(scope);
      case GRACE -> messages.getMessage("exception.grace." + scope, null, locale);
      case USAGE_CAP, PAYMENT_TERMS -> "";
    };
  }

  /** No exception opens a market that is under embargo. */
  private Map<String, String> markets(PartnerFacts partner, Program program, Locale locale) {
    Map<String, String> names = new TreeMap<>();
    program.markets().stream().filter(market -> !partner.markets().contains(market) && countries.of(market).risk() != CountryRisk.EMBARGOED).forEach(market -> names.put(market(market, locale), market));
    Map<String, String> markets = new LinkedHashMap<>();
    names.forEach((name, market) -> markets.put(market, name));
    return markets;
  }

  private static String market(String code, Locale locale) {
    return code.length() == 2 && !code.equals("EU") ? new Locale("", code).getDisplayCountry(locale) : code;
  }

  private static Map<String, String> curricula(Program program) {
    Map<String, String> curricula = new LinkedHashMap<>();
    program.curricula().forEach(curriculum -> curricula.put(curriculum.id(), curriculum.name()));
    return curricula;
  }

  private Map<String, String> higher(PartnerFacts partner, Program program, Locale locale) {
    Program.Tier has = program.tier(partner.tier());
    List<Program.Tier> higher = program.tiers().subList(program.tiers().indexOf(has) + 1, program.tiers().size());
    Map<String, String> scopes = new LinkedHashMap<>();
    for (Program.Tier tier : higher) {
      tier.entitlements().stream().filter(id -> !has.entitlements().contains(id))
          .forEach(id -> scopes.putIfAbsent(id, program.entitlement(id).name() + " (" + tier.name() + ")"));
      tier.modules().stream().filter(id -> !has.modules().contains(id))
          .forEach(id -> scopes.putIfAbsent(ExceptionKind.MODULE + id, module(program, id, locale) + " (" + tier.name() + ")"));
    }
    return scopes;
  }

  private String module(Program program, String id, Locale locale) {
    String name = program.modules().stream().filter(module -> module.id().equals(id)).map(Program.LicenseModule::name).findFirst().orElse(id);
    return messages.getMessage("exception.module", new Object[] {name}, locale);
  }

  private Map<String, String> graces(Locale locale) {
    Map<String, String> graces = new LinkedHashMap<>();
    for (String grace : List.of(ExceptionKind.GRACE_LICENSE, ExceptionKind.GRACE_CERTIFICATION)) {
      graces.put(grace, messages.getMessage("exception.grace." + grace, null, locale));
    }
    return graces;
  }
}
