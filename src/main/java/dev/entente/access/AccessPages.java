package dev.entente.access;

import dev.entente.identity.Roles;
import dev.entente.ledger.Grant;
import dev.entente.ledger.Grants;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.provisioning.Targets;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The ledger on a page of its own, and a partner's part of it. */
@Controller
@PreAuthorize(Roles.STAFF)
public class AccessPages {

  private static final int MOST = 200;

  private final Grants grants;
  private final Targets targets;
  private final Partners partners;

  AccessPages(Grants grants, Targets targets, Partners partners) {
    this.grants = grants;
    this.targets = targets;
    this.partners = partners;
  }

  @GetMapping("/access")
  String ledger(@RequestParam(required = false) @Size(max = 100) @Nullable String target, @RequestParam(required = false) Grant.@Nullable State state,
      @RequestParam(required = false) @Size(max = 20) @Nullable String partner, @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page,
      @RequestParam(defaultValue = "20") @Min(1) @Max(MOST) int size, Model model) {
    Grants.Filter filter = new Grants.Filter(given(target), state == null ? null : state.name(), given(partner));
    model.addAttribute("filter", filter);
    model.addAttribute("targets", targets.ids());
    model.addAttribute("states", Grant.State.values());
    model.addAttribute("grants", grants.page(filter, page, size));
    model.addAttribute("page", page);
    model.addAttribute("size", size);
    model.addAttribute("total", grants.count(filter));
    return "page/access/ledger";
  }

  @GetMapping("/partners/{id}/grants")
  String ofPartner(@PathVariable PartnerId id, Model model) {
    partners.facts(id);
    model.addAttribute("grants", grants.ofPartner(id, 0, MOST));
    model.addAttribute("total", grants.countOfPartner(id));
    model.addAttribute("partner", id.value());
    return "page/access/of-partner";
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
