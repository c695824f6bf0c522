package dev.entente.agreement;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The public pages behind mailed links; they are never cached, and tell no other site where they are. */
@Controller
@RequestMapping("/sign")
class SigningPages {

  private static final String FORM = "page/agreement/sign";

  private final Signing signing;
  private final Agreements agreements;
  private final Clock clock;

  SigningPages(Signing signing, Agreements agreements, Clock clock) {
    this.signing = signing;
    this.agreements = agreements;
    this.clock = clock;
  }

  @ModelAttribute
  void keepSecret(HttpServletResponse response) {
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  @GetMapping("/{token}")
  String form(@PathVariable String token, Model model) {
    model.addAttribute("agreement", signing.open(token));
    model.addAttribute("form", SignatureForm.empty());
    return FORM;
  }

  @GetMapping("/{token}/document")
  ResponseEntity<byte[]> document(@PathVariable String token) {
    return pdf(signing.open(token));
  }

  @GetMapping("/copy/{token}")
  ResponseEntity<byte[]> copy(@PathVariable String token) {
    return pdf(signing.copy(token));
  }

  @PostMapping("/{token}")
  String sign(@PathVariable String token, @Valid @ModelAttribute("form") SignatureForm form, BindingResult errors, Model model,
      HttpServletRequest request) {
    if (errors.hasErrors()) {
      model.addAttribute("agreement", signing.open(token));
      return FORM;
    }
    model.addAttribute("agreement", signing.sign(token, form.signature(request, clock)));
    return "page/agreement/signed";
  }

  @ExceptionHandler
  String notUsable(LinkNotUsable link, Model model, HttpServletResponse response) {
    keepSecret(response);
    response.setStatus(link.getStatusCode().value());
    model.addAttribute("detail", link.getBody().getDetail());
    return "page/agreement/link-not-usable";
  }

  private ResponseEntity<byte[]> pdf(Agreement agreement) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .cacheControl(CacheControl.noStore())
        .header("Referrer-Policy", "no-referrer")
        .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.inline().filename(agreement.fileName()).build().toString())
        .body(agreements.paper(agreement.id()).orElseThrow(LinkNotUsable::unknown));
  }
}
