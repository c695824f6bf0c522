package dev.entente.training;

import dev.entente.document.SealCheck;
import dev.entente.document.SealChecking;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.Partners;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** The public pages where anyone checks a certificate by its code or token, or a document by its file; what is dropped there is not kept. */
@Controller
class VerifyPages {

  private static final String START = "page/training/check";
  private static final String CODE = "[0-9A-Za-z]{4}(-?[0-9A-Za-z]{4}){2}";
  private static final int SMALL = 8192;

  private final Certificates certificates;
  private final CertificateTokens tokens;
  private final SealChecking seals;
  private final Partners partners;
  private final Clock clock;

  VerifyPages(Certificates certificates, CertificateTokens tokens, SealChecking seals, Partners partners, Clock clock) {
    this.certificates = certificates;
    this.tokens = tokens;
    this.seals = seals;
    this.partners = partners;
    this.clock = clock;
  }

  @GetMapping("/verify")
  String start(@RequestParam(required = false) @Nullable String token, Model model, HttpServletResponse response) {
    return token == null || token.isBlank() ? START : byText(token, model, response);
  }

  @GetMapping("/verify/{code}")
  String byCode(@PathVariable String code, Model model, HttpServletResponse response) {
    return showCertificate(certificates.byCode(normal(code)), normal(code), model, response);
  }

  /** A code or a token that was typed or pasted; posted, so that it is in no history. */
  @PostMapping("/verify/text")
  String byText(@RequestParam String text, Model model, HttpServletResponse response) {
    String asked = text.strip();
    if (asked.matches(CODE)) {
      return showCertificate(certificates.byCode(normal(asked)), normal(asked), model, response);
    }
    String token = asked.substring(asked.lastIndexOf('=') + 1);
    Optional<CertificateTokens.Claim> claim = tokens.read(token);
    if (claim.isEmpty()) {
      model.addAttribute("problemWithText", "training.check.text.unknown");
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return START;
    }
    model.addAttribute("signed", true);
    return showCertificate(certificates.byCode(claim.get().code()), claim.get().code(), model, response);
  }

  @PostMapping("/verify/file")
  String byFile(@RequestParam MultipartFile file, Model model, HttpServletResponse response) throws IOException {
    if (file.isEmpty()) {
      model.addAttribute("problemWithFile", "training.check.file.missing");
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return START;
    }
    byte[] content = file.getBytes();
    SealCheck check = seals.check(content).orElse(null);
    if (check == null) {
      model.addAttribute("problemWithFile", "training.check.file.busy");
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
      return START;
    }
    if (check.verdict() == SealCheck.Verdict.NO_PDF && content.length <= SMALL) {
      return byText(new String(content, StandardCharsets.UTF_8), model, response);
    }
    model.addAttribute("check", check);
    return "page/training/seal";
  }

  /** Whoever holds the token, from the learner's mail, may read the document. */
  @GetMapping("/verify/document/{token}")
  ResponseEntity<byte[]> document(@PathVariable String token) {
    byte[] pdf = certificates.pdf(token).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).cacheControl(CacheControl.noStore())
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=certificate.pdf").body(pdf);
  }

  private String showCertificate(Optional<Certificate> certificate, String code, Model model, HttpServletResponse response) {
    model.addAttribute("code", code);
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

  /** As it is kept, however it was typed. */
  private static String normal(String code) {
    String letters = code.length() > 40 ? "" : code.strip().replace("-", "").toUpperCase(Locale.ROOT);
    return letters.length() == 12 ? letters.substring(0, 4) + "-" + letters.substring(4, 8) + "-" + letters.substring(8) : letters;
  }
}
