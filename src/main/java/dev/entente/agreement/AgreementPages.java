package dev.entente.agreement;

import dev.entente.identity.Roles;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The agreements of one partner, as a part of its page, and their documents. */
@Controller
class AgreementPages {

  private static final int MOST = 50;

  private final Agreements agreements;
  private final Partners partners;

  AgreementPages(Agreements agreements, Partners partners) {
    this.agreements = agreements;
    this.partners = partners;
  }

  @GetMapping("/partners/{id}/agreements")
  @PreAuthorize(Roles.STAFF)
  String ofPartner(@PathVariable PartnerId id, Model model) {
    partners.facts(id);
    model.addAttribute("agreements", agreements.ofPartner(id, MOST));
    return "page/agreement/of-partner";
  }

  @GetMapping("/agreements/{id}/document")
  @PreAuthorize("hasAnyRole('PARTNER_MANAGER','AUDITOR','ADMIN') or hasAuthority('GROUP_legal')")
  ResponseEntity<byte[]> document(@PathVariable long id) {
    Agreement agreement = agreements.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no agreement " + id));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .cacheControl(CacheControl.noStore())
        .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.inline().filename(agreement.fileName()).build().toString())
        .body(agreements.paper(id).orElseThrow());
  }
}
