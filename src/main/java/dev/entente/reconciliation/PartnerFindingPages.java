package dev.entente.reconciliation;

import dev.entente.identity.Roles;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Says above a partner's grants how many findings are open, and leads to them. */
@Controller
@PreAuthorize(Roles.STAFF)
class PartnerFindingPages {

  private final Partners partners;
  private final Findings findings;

  PartnerFindingPages(Partners partners, Findings findings) {
    this.partners = partners;
    this.findings = findings;
  }

  @GetMapping("/partners/{id}/findings")
  String ofPartner(@PathVariable PartnerId id, Model model) {
    partners.facts(id);
    model.addAttribute("partner", id.value());
    model.addAttribute("findings", findings.count(new Findings.Filter(null, null, Finding.State.OPEN.name(), id.value())));
    return "page/access/findings-of-partner";
  }
}
