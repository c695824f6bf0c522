package dev.entente.access;

import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What is to be done by hand, beside its task. */
@Controller
@PreAuthorize(AccessPages.READERS)
class WorkPages {

  private static final int MOST = 50;

  private final HandWorks works;
  private final Partners partners;

  WorkPages(HandWorks works, Partners partners) {
    this.works = works;
    this.partners = partners;
  }

  @GetMapping("/partners/{id}/work")
  String ofPartner(@PathVariable PartnerId id, @RequestParam(required = false) @Nullable Long instance, Model model) {
    partners.facts(id);
    model.addAttribute("works", works.ofPartner(id.value(), instance, MOST));
    return "page/access/work";
  }
}
