package dev.entente.application;

import dev.entente.partner.PartnerChoices;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What can be chosen in the form of an application. */
@Component
class ApplicationChoices {

  private final PartnerChoices choices;

  ApplicationChoices(PartnerChoices choices) {
    this.choices = choices;
  }

  /** Fills the page that asks for an application; answers its view. */
  String show(String view, ApplicationForm form, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("existing", List.of());
    addTo(model);
    return view;
  }

  void addTo(Model model) {
    model.addAttribute("countries", choices.withEmpty("partner.choose", choices.countries()));
    model.addAttribute("tiers", choices.tiers());
    model.addAttribute("roles", choices.roles());
    model.addAttribute("regions", String.join(", ", choices.regions()));
  }
}
