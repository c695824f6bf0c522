package dev.entente.screening;

import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** The evidence of a partner's screenings, and the page to try a name. */
@Controller
class ScreeningPages {

  private static final String PAGE = "page/screening/try";

  private final Partners partners;
  private final Screenings screenings;
  private final ScreeningCases cases;
  private final NameScreening screening;
  private final DeniedParties parties;
  private final ListWatch watch;

  ScreeningPages(Partners partners, Screenings screenings, ScreeningCases cases, NameScreening screening, DeniedParties parties, ListWatch watch) {
    this.partners = partners;
    this.screenings = screenings;
    this.cases = cases;
    this.screening = screening;
    this.parties = parties;
    this.watch = watch;
  }

  record TryForm(
      @NotBlank(message = "{screening.try.name.missing}") @Size(max = 300, message = "{screening.try.name.long}") String name,
      @Size(max = 60, message = "{screening.try.country.long}") String country) {}

  @GetMapping("/partners/{id}/screenings")
  @PreAuthorize("isAuthenticated()")
  String ofPartner(@PathVariable String id, Model model) {
    PartnerId partner = partnerOf(id);
    Map<Screenings.Screening, List<Screenings.SubjectHit>> all = new LinkedHashMap<>();
    screenings.of(partner).forEach(one -> all.put(one, screenings.hits(one.id())));
    model.addAttribute("screenings", all);
    model.addAttribute("clearance", cases.clearance(partner).name());
    return "page/screening/screenings";
  }

  @GetMapping("/screening")
  @PreAuthorize("hasAnyRole('PARTNER_MANAGER', 'ADMIN', 'AUDITOR', 'APPROVER')")
  String form(Model model) {
    model.addAttribute("form", new TryForm("", ""));
    return page(model);
  }

  @PostMapping("/screening")
  @PreAuthorize("hasAnyRole('PARTNER_MANAGER', 'ADMIN', 'AUDITOR', 'APPROVER')")
  String tryName(@Valid @ModelAttribute("form") TryForm form, BindingResult errors, Model model) {
    if (!form.country().isBlank() && CountryTable.codeOf(form.country()).isEmpty()) {
      errors.rejectValue("country", "screening.try.country.unknown");
    }
    if (!errors.hasErrors()) {
      model.addAttribute("result", screening.screen(form.name(), form.country(), null));
    }
    return page(model);
  }

  private String page(Model model) {
    model.addAttribute("version", parties.version());
    model.addAttribute("listProblem", watch.problem());
    return PAGE;
  }

  private PartnerId partnerOf(String id) {
    try {
      PartnerId partner = new PartnerId(id);
      partners.facts(partner);
      return partner;
    } catch (IllegalArgumentException malformed) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
  }
}
