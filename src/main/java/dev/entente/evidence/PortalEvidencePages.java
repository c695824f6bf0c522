package dev.entente.evidence;

import dev.entente.portal.PortalUser;
import jakarta.validation.Valid;
import java.util.UUID;
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

/** Requests for evidence: what is asked, the answer with files or a signed declaration, what was handed in. */
@Controller
@RequestMapping("/portal/evidence")
class PortalEvidencePages {

  private static final int MOST = 200;

  private final EvidenceRequests requests;
  private final Files files;
  private final Answering answering;

  PortalEvidencePages(EvidenceRequests requests, Files files, Answering answering) {
    this.requests = requests;
    this.files = files;
    this.answering = answering;
  }

  @GetMapping
  String list(PortalUser user, Model model) {
    model.addAttribute("requests", requests.ofPartner(user.partner(), MOST));
    return "page/portal/evidence";
  }

  @GetMapping("/{id}")
  String show(@PathVariable long id, PortalUser user, Model model) {
    model.addAttribute("form", AnswerForm.empty());
    return show(own(id, user), user, model);
  }

  @PostMapping("/{id}")
  String answer(@PathVariable long id, @Valid @ModelAttribute("form") AnswerForm form, BindingResult errors, PortalUser user, Model model,
      RedirectAttributes redirect) {
    EvidenceRequest request = own(id, user);
    Answering.Result result = answering.answer(request, form, user, errors);
    if (result == Answering.Result.INVALID) {
      return show(request, user, model);
    }
    boolean taken = result == Answering.Result.TAKEN;
    redirect.addFlashAttribute(taken ? "notice" : "problem", taken ? "portal.evidence.taken" : "portal.evidence.closed");
    return "redirect:/portal/evidence/" + id;
  }

  @GetMapping("/{id}/files/{file}")
  ResponseEntity<byte[]> file(@PathVariable long id, @PathVariable UUID file, PortalUser user) {
    StoredFile found = files.ofRequest(own(id, user).id()).stream().filter(one -> one.id().equals(new FileId(file))).findFirst()
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return files.download(found);
  }

  private String show(EvidenceRequest request, PortalUser user, Model model) {
    model.addAttribute("request", request);
    model.addAttribute("files", files.ofRequest(request.id()));
    model.addAttribute("declaration", answering.declaration(request, user));
    model.addAttribute("user", user);
    return "page/portal/evidence-request";
  }

  private EvidenceRequest own(long id, PortalUser user) {
    return requests.find(id).filter(request -> request.partner().equals(user.partner())).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
