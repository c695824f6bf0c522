package dev.entente.application;

import dev.entente.partner.Countries;
import dev.entente.partner.Stage;
import dev.entente.program.Programs;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What can be chosen in forms and filters: countries, tiers, roles, stages. */
@Component
public class FormChoices {

  private static final List<String> ROLES = List.of("SIGNER", "PRIMARY", "SALES", "TECHNICAL");

  private final Programs programs;
  private final ProblemTexts texts;

  FormChoices(Programs programs, ProblemTexts texts) {
    this.programs = programs;
    this.texts = texts;
  }

  /** Fills the page that asks for an application; answers its view. */
  String show(String view, ApplicationForm form, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("existing", List.of());
    addTo(model);
    return view;
  }

  void addTo(Model model) {
    Locale locale = LocaleContextHolder.getLocale();
    model.addAttribute("countries", withEmpty("partner.choose", Countries.names(locale)));
    model.addAttribute("tiers", tiers());
    model.addAttribute("roles", roles());
    model.addAttribute("regions", String.join(", ", programs.current().markets().stream().filter(market -> market.length() > 2 || market.equals("EU")).toList()));
  }

  public void addFiltersTo(Model model) {
    Map<String, String> stages = new LinkedHashMap<>();
    Arrays.stream(Stage.values()).forEach(stage -> stages.put(stage.name(), texts.text("common.stage." + stage.name())));
    Map<String, String> markets = new LinkedHashMap<>();
    programs.current().markets().stream().filter(market -> market.length() > 2 || market.equals("EU")).forEach(market -> markets.put(market, market));
    markets.putAll(Countries.names(LocaleContextHolder.getLocale()));
    model.addAttribute("stages", withEmpty("partner.list.anyStage", stages));
    model.addAttribute("tiers", withEmpty("partner.list.anyTier", tiers()));
    model.addAttribute("countries", withEmpty("partner.list.anyCountry", Countries.names(LocaleContextHolder.getLocale())));
    model.addAttribute("markets", withEmpty("partner.list.anyMarket", markets));
  }

  public Map<String, String> roles() {
    Map<String, String> roles = new LinkedHashMap<>();
    ROLES.forEach(role -> roles.put(role, texts.text("partner.role." + role)));
    return roles;
  }

  private Map<String, String> tiers() {
    Map<String, String> tiers = new LinkedHashMap<>();
    programs.current().tiers().forEach(tier -> tiers.put(tier.id(), tier.name()));
    return tiers;
  }

  private Map<String, String> withEmpty(String key, Map<String, String> choices) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("", texts.text(key));
    all.putAll(choices);
    return all;
  }
}
