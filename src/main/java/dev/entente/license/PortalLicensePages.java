package dev.entente.license;

import dev.entente.portal.Downloads;
import dev.entente.portal.PortalUser;
import dev.entente.portal.Rights;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/** Licenses: what they allow, the token for the products, and whether a token or number is good. */
@Controller
@RequestMapping("/portal/licenses")
class PortalLicensePages {

  private static final String VIEW = "page/portal/licenses";

  private final LicenseLookup licenses;
  private final Rights rights;

  PortalLicensePages(LicenseLookup licenses, Rights rights) {
    this.licenses = licenses;
    this.rights = rights;
  }

  record CheckForm(
      @NotBlank(message = "{portal.check.missing}") @Size(max = 8192, message = "{portal.check.tooLong}") @Nullable String token) {}

  @GetMapping
  String list(PortalUser user, Model model) {
    model.addAttribute("form", new CheckForm(""));
    return show(user, model);
  }

  @PostMapping("/check")
  String check(@Valid @ModelAttribute("form") CheckForm form, BindingResult errors, PortalUser user, Model model) {
    if (!errors.hasErrors()) {
      model.addAttribute("checked", licenses.check(user.partner(), String.valueOf(form.token())));
    }
    return show(user, model);
  }

  @GetMapping("/{id}/token")
  ResponseEntity<byte[]> token(@PathVariable String id, PortalUser user) {
    if (!rights.leads(user)) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    String token = licenses.token(user.partner(), id, user.actor()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return Downloads.text("license-" + user.partner() + ".jwt.txt", token);
  }

  private String show(PortalUser user, Model model) {
    model.addAttribute("licenses", licenses.of(user.partner()));
    model.addAttribute("leads", rights.leads(user));
    return VIEW;
  }
}
