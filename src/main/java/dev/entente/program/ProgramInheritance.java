package dev.entente.program;

import dev.entente.program.Program.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Spells out what a program file says in short: tiers include those below them, {@code ISO-3166} is every country. */
class ProgramInheritance {

  private static final String ALL_COUNTRIES = "ISO-3166";

  private final Program written;

  ProgramInheritance(Program written) {
    this.written = written;
  }

  Program resolved() {
    return new Program(written.name(), written.version(), tiers(), written.entitlements(), written.modules(), written.curricula(), markets(),
        written.onboarding(), written.certificates(), written.exceptions(), written.termination(), written.newcomers(), written.reviews(), written.serviceLevels());
  }

  private List<Tier> tiers() {
    Set<String> entitlements = new LinkedHashSet<>();
    Set<String> modules = new LinkedHashSet<>();
    List<Tier> tiers = new ArrayList<>();
    for (Tier tier : written.tiers()) {
      entitlements.addAll(tier.entitlements());
      modules.addAll(tier.modules());
      tiers.add(new Tier(tier.id(), tier.name(), tier.criteria(), tier.licenseCap(), tier.discountPercent(),
          List.copyOf(entitlements), List.copyOf(modules)));
    }
    return List.copyOf(tiers);
  }

  private List<String> markets() {
    Set<String> markets = new LinkedHashSet<>(written.markets());
    if (markets.remove(ALL_COUNTRIES)) {
      Arrays.stream(Locale.getISOCountries()).sorted().forEach(markets::add);
    }
    return List.copyOf(markets);
  }
}
