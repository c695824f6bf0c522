package dev.entente.agreement;

import dev.entente.portal.Downloads;
import dev.entente.portal.PortalUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.List;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The agreement: read it, sign it, keep a copy. */
@Controller
@RequestMapping("/portal/agreement")
class PortalAgreementPages {

  private final PartnerAgreements agreements;

  PortalAgreementPages(PartnerAgreements agreements) {
    this.agreements = agreements;
  }

  /** @param signable by who looks at it, now */
  record Row(Agreement agreement, boolean signable) {}

  @GetMapping
  String list(PortalUser user, Model model) {
    List<Row> rows = agreements.of(user.partner()).stream().map(agreement -> new Row(agreement, agreements.waitsFor(agreement, user))).toList();
    model.addAttribute("rows", rows);
    return "page/portal/agreement";
  }

  @GetMapping("/{id}/document")
  ResponseEntity<byte[]> document(@PathVariable long id, PortalUser user) {
    Agreement agreement = own(id, user);
    return Downloads.pdf(agreement.fileName(), agreements.document(agreement));
  }

  @GetMapping("/{id}/sign")
  String form(@PathVariable long id, PortalUser user, Model model) {
    Agreement agreement = own(id, user);
    if (!agreements.waitsFor(agreement, user)) {
      return "redirect:/portal/agreement";
    }
    model.addAttribute("agreement", agreement);
    model.addAttribute("form", SignatureForm.empty());
    return "page/portal/sign";
  }

  @PostMapping("/{id}/sign")
  String sign(@PathVariable long id, @Valid @ModelAttribute("form") SignatureForm form, BindingResult errors, PortalUser user, Model model,
      HttpServletRequest request, RedirectAttributes redirect) {
    Agreement agreement = own(id, user);
    if (errors.hasErrors()) {
      model.addAttribute("agreement", agreement);
      return "page/portal/sign";
    }
    boolean signed = agreements.sign(agreement, user, form, request);
    redirect.addFlashAttribute(signed ? "notice" : "problem", signed ? "portal.agreement.done" : "portal.agreement.late");
    return "redirect:/portal/agreement";
  }

  private Agreement own(long id, PortalUser user) {
    return agreements.find(user.partner(), id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
