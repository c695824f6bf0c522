package dev.entente.partner;

import dev.entente.program.Programs;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What can be chosen of partners in forms and filters, with names in the reader's language: countries, regions, tiers, roles, stages. */
@Component
public class PartnerChoices {

  private static final List<String> ROLES = List.of("SIGNER", "PRIMARY", "SALES", "TECHNICAL");

  private final Programs programs;
  private final MessageSource messages;

  PartnerChoices(Programs programs, MessageSource messages) {
    this.programs = programs;
    this.messages = messages;
  }

  void addFiltersTo(Model model) {
    Map<String, String> stages = new LinkedHashMap<>();
    Arrays.stream(Stage.values()).forEach(stage -> stages.put(stage.name(), text("common.stage." + stage.name())));
    Map<String, String> markets = new LinkedHashMap<>();
    regions().forEach(market -> markets.put(market, market));
    markets.putAll(countries());
    model.addAttribute("stages", withEmpty("partner.list.anyStage", stages));
    model.addAttribute("tiers", withEmpty("partner.list.anyTier", tiers()));
    model.addAttribute("countries", withEmpty("partner.list.anyCountry", countries()));
    model.addAttribute("markets", withEmpty("partner.list.anyMarket", markets));
  }

  public Map<String, String> countries() {
    return Countries.names(LocaleContextHolder.getLocale());
  }

  /** Markets that are no single country. */
  public List<String> regions() {
    return programs.current().markets().stream().filter(market -> market.length() > 2 || market.equals("EU")).toList();
  }

  public Map<String, String> roles() {
    Map<String, String> roles = new LinkedHashMap<>();
    ROLES.forEach(role -> roles.put(role, text("partner.role." + role)));
    return roles;
  }

  public Map<String, String> tiers() {
    Map<String, String> tiers = new LinkedHashMap<>();
    programs.current().tiers().forEach(tier -> tiers.put(tier.id(), tier.name()));
    return tiers;
  }

  /** @param key of the text for "none chosen" */
  public Map<String, String> withEmpty(String key, Map<String, String> choices) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("", text(key));
    all.putAll(choices);
    return all;
  }

  private String text(String key) {
    return messages.getMessage(key, null, LocaleContextHolder.getLocale());
  }
}
