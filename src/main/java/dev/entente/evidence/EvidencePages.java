package dev.entente.evidence;

import dev.entente.identity.Roles;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** What a partner was asked to prove and handed in, as a part of its page, and the files. */
@Controller
@PreAuthorize(Roles.STAFF)
class EvidencePages {

  private static final int MOST = 50;

  private final EvidenceRequests requests;
  private final Files files;
  private final Partners partners;

  EvidencePages(EvidenceRequests requests, Files files, Partners partners) {
    this.requests = requests;
    this.files = files;
    this.partners = partners;
  }

  @GetMapping("/partners/{id}/evidence")
  String ofPartner(@PathVariable PartnerId id, Model model) {
    partners.facts(id);
    model.addAttribute("requests", requests.ofPartner(id, MOST));
    model.addAttribute("files", files.ofRequestsOf(id));
    return "page/evidence/of-partner";
  }

  @GetMapping("/evidence/files/{file}")
  ResponseEntity<byte[]> file(@PathVariable UUID file) {
    return files.find(new FileId(file)).map(files::download)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such file."));
  }
}
