package dev.entente.approval;

import dev.entente.portal.PortalUser;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a contact who asked for something answers what approvers want to know. */
@Controller
@RequestMapping("/portal/approvals/{id:A-\\d+}")
class PortalApprovalPages {

  private static final int LONGEST = 2000;

  private final Approvals approvals;
  private final InformationRequests questions;

  PortalApprovalPages(Approvals approvals, InformationRequests questions) {
    this.approvals = approvals;
    this.questions = questions;
  }

  @GetMapping
  String show(PortalUser user, @PathVariable String id, Model model) {
    return page(own(user, id), model);
  }

  @PostMapping("/questions/{question:\\d+}")
  String answer(PortalUser user, @PathVariable String id, @PathVariable long question, @RequestParam(defaultValue = "") String answer, Model model,
      RedirectAttributes redirect) {
    Approval approval = own(user, id);
    InformationRequest asked = questions.of(id).stream().filter(one -> one.id() == question).findFirst()
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    if (answer.isBlank() || answer.length() > LONGEST) {
      model.addAttribute("typed", answer);
      model.addAttribute("refused", question);
      return page(approval, model);
    }
    boolean taken = questions.answer(approval, asked, answer.strip());
    redirect.addFlashAttribute(taken ? "notice" : "problem", taken ? "approval.portal.answered" : "approval.portal.tooLate");
    return "redirect:/portal/approvals/" + id;
  }

  private String page(Approval approval, Model model) {
    model.addAttribute("approval", approval);
    model.addAttribute("questions", questions.of(approval.id()));
    return "page/approval/portal";
  }

  /** What somebody else asked for does not exist here. */
  private Approval own(PortalUser user, String id) {
    return approvals.find(id).filter(approval -> approval.partner().equals(user.partner()))
        .filter(approval -> approval.requestedBy().equals(user.actor()))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
