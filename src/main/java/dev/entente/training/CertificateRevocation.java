package dev.entente.training;

import dev.entente.identity.Roles;
import dev.entente.partner.PartnerId;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes a certificate back, with a reason. */
@Controller
class CertificateRevocation {

  private final Certificates certificates;
  private final LeaverTraining leaving;
  private final Trail trail;

  CertificateRevocation(Certificates certificates, LeaverTraining leaving, Trail trail) {
    this.certificates = certificates;
    this.leaving = leaving;
    this.trail = trail;
  }

  @PostMapping("/partners/{id}/training/certificates/{code}/revocation")
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  @Transactional
  public String revoke(@PathVariable String id, @PathVariable String code, @RequestParam String reason, Principal principal, RedirectAttributes redirect) {
    if (!id.matches("P-\\d{5,12}")) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    String said = reason.strip();
    if (said.isEmpty() || said.length() > 500) {
      redirect.addFlashAttribute("problem", "training.revoke.reason.missing");
      return "redirect:/partners/" + id;
    }
    Optional<Long> revoked = certificates.revoke(new PartnerId(id), code, said);
    if (revoked.isPresent()) {
      leaving.ended(revoked.get());
      trail.record(TrailEntry.of(id, principal.getName(), "certificate.revoked", Map.of("code", code, "reason", said)));
      redirect.addFlashAttribute("notice", "training.revoke.done");
    } else {
      redirect.addFlashAttribute("problem", "training.revoke.gone");
    }
    return "redirect:/partners/" + id;
  }
}
