package dev.entente.termination;

import dev.entente.partner.Partners;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The public page where anyone who has the code of a termination certificate checks it, and reads the document. */
@Controller
class TerminationCertificatePages {

  private final Terminations terminations;
  private final Proofs proofs;
  private final Partners partners;

  TerminationCertificatePages(Terminations terminations, Proofs proofs, Partners partners) {
    this.terminations = terminations;
    this.proofs = proofs;
    this.partners = partners;
  }

  @GetMapping("/verify/termination/{code}")
  String verify(@PathVariable String code, Model model, HttpServletResponse response) {
    String asked = asked(code);
    Optional<Termination> found = terminations.byCode(asked);
    model.addAttribute("code", asked);
    model.addAttribute("termination", found.orElse(null));
    found.ifPresent(termination -> {
      model.addAttribute("partner", partners.facts(termination.partner()).legalName());
      model.addAttribute("proofs", proofs.latest(termination.id()));
    });
    if (found.isEmpty()) {
      response.setStatus(HttpStatus.NOT_FOUND.value());
    }
    return "page/termination/verify";
  }

  @GetMapping("/verify/termination/{code}/document")
  ResponseEntity<byte[]> document(@PathVariable String code) {
    byte[] pdf = terminations.document(asked(code)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).cacheControl(CacheControl.noStore())
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=termination-certificate.pdf").body(pdf);
  }

  private static String asked(String code) {
    return code.length() > 40 ? "" : code.strip().toUpperCase(Locale.ROOT);
  }
}
