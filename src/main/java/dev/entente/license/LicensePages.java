package dev.entente.license;

import dev.entente.identity.Roles;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import java.time.Clock;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The licenses of one partner, as a part of its page. */
@Controller
class LicensePages {

  private static final int MOST = 50;

  private final Licenses licenses;
  private final Partners partners;
  private final Clock clock;

  LicensePages(Licenses licenses, Partners partners, Clock clock) {
    this.licenses = licenses;
    this.partners = partners;
    this.clock = clock;
  }

  @GetMapping("/partners/{id}/licenses")
  @PreAuthorize(Roles.STAFF)
  String ofPartner(@PathVariable PartnerId id, Model model) {
    partners.facts(id);
    model.addAttribute("licenses", licenses.ofPartner(id, 0, MOST));
    model.addAttribute("now", clock.instant());
    return "page/license/of-partner";
  }
}
