package dev.entente.portal;

import dev.entente.partner.PartnerFacts;
import dev.entente.partner.Partners;
import dev.entente.partner.PortalUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The portal's first page: where the partnership stands. */
@Controller
class HomePages {

  private final Partners partners;

  HomePages(Partners partners) {
    this.partners = partners;
  }

  @GetMapping("/portal")
  String home(PortalUser user, Model model) {
    PartnerFacts facts = partners.facts(user.partner());
    model.addAttribute("user", user);
    model.addAttribute("partner", facts);
    return "page/portal/home";
  }
}
