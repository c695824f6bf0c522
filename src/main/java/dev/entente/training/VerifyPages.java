package dev.entente.training;

import dev.entente.partner.PartnerFacts;
import dev.entente.partner.Partners;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
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

/** The public page where anyone checks a certificate by its code. */
@Controller
class VerifyPages {

  private final Certificates certificates;
  private final Partners partners;
  private final Clock clock;

  VerifyPages(Certificates certificates, Partners partners, Clock clock) {
    this.certificates = certificates;
    this.partners = partners;
    this.clock = clock;
  }

  @GetMapping("/verify/{code}")
  String verify(@PathVariable String code, Model model, HttpServletResponse response) {
    String asked = code.length() > 40 ? "" : code.strip().toUpperCase(Locale.ROOT);
    Optional<Certificate> certificate = certificates.byCode(asked);
    model.addAttribute("code", asked);
    model.addAttribute("certificate", certificate.orElse(null));
    certificate.ifPresent(found -> {
      model.addAttribute("standing", found.standing(LocalDate.now(clock)));
      model.addAttribute("partner", partners.find(found.partner()).map(PartnerFacts::legalName).orElse(""));
    });
    if (certificate.isEmpty()) {
      response.setStatus(HttpStatus.NOT_FOUND.value());
    }
    return "page/training/verify";
  }

  /** Whoever holds the token, from the learner's mail, may read the document. */
  @GetMapping("/verify/document/{token}")
  ResponseEntity<byte[]> document(@PathVariable String token) {
    byte[] pdf = certificates.pdf(token).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).cacheControl(CacheControl.noStore())
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=certificate.pdf").body(pdf);
  }
}
