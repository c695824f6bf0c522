package dev.entente.approval;

import dev.entente.partner.Partners;
import dev.entente.process.Slice;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An approval: its chain with who decided what, when and why, the facts, the questions; and the lists that lead there. */
@Controller
@PreAuthorize("isAuthenticated()")
class ApprovalPages {

  private static final int SIZE = 20;

  private final Approvals approvals;
  private final ApprovalSubjects subjects;
  private final InformationRequests questions;
  private final Partners partners;
  private final ApprovalWithdrawal withdrawing;

  ApprovalPages(Approvals approvals, ApprovalSubjects subjects, InformationRequests questions, Partners partners, ApprovalWithdrawal withdrawing) {
    this.approvals = approvals;
    this.subjects = subjects;
    this.questions = questions;
    this.partners = partners;
    this.withdrawing = withdrawing;
  }

  @GetMapping("/approvals")
  String list(@RequestParam(defaultValue = "PENDING") String state, @RequestParam(defaultValue = "0") int page, Model model) {
    String chosen = Arrays.stream(Approval.State.values()).map(Enum::name).filter(state::equals).findFirst().orElse("");
    Slice<Approval> found = approvals.list(chosen, Math.min(Math.max(page, 0), 10_000), SIZE);
    model.addAttribute("approvals", found);
    model.addAttribute("names", partners.names(found.items().stream().map(approval -> approval.partner().value()).distinct().toList()));
    model.addAttribute("state", chosen);
    model.addAttribute("states", Approval.State.values());
    return "page/approval/list";
  }

  @GetMapping("/approvals/{id:A-\\d+}")
  String show(@PathVariable String id, Principal user, Model model) {
    Approval approval = chain(id, null, null, model);
    model.addAttribute("partnerName", partners.names(List.of(approval.partner().value())).get(approval.partner().value()));
    model.addAttribute("mayWithdraw", approval.isOpen() && approval.requestedBy().equals(user.getName()));
    return "page/approval/show";
  }

  /**
   * What stands beside the form of a task.
   *
   * @param shown digest of the facts that the form's decision will name: those are drawn, whatever they have become meanwhile
   * @param seen digest of what the reader saw before a change
   * @param brief without the chain, as one of several
   */
  @GetMapping("/approvals/{id:A-\\d+}/beside")
  String beside(@PathVariable String id, @RequestParam(required = false) @Nullable String shown, @RequestParam(required = false) @Nullable String seen,
      @RequestParam(defaultValue = "false") boolean brief, Model model) {
    chain(id, shown, seen, model);
    return brief ? "page/approval/brief" : "page/approval/beside";
  }

  @GetMapping("/partners/{id}/approvals")
  String ofPartner(@PathVariable String id, Model model) {
    model.addAttribute("approvals", approvals.ofPartner(id));
    return "page/approval/of-partner";
  }

  @PostMapping("/approvals/{id:A-\\d+}/withdraw")
  String withdraw(@PathVariable String id, Principal user, RedirectAttributes redirect) {
    withdrawing.withdraw(found(id), user.getName());
    redirect.addFlashAttribute("notice", "approval.withdrawn");
    return "redirect:/approvals/" + id;
  }

  private Approval chain(String id, @Nullable String shown, @Nullable String seen, Model model) {
    Approval approval = found(id);
    Facts facts = Optional.ofNullable(shown).flatMap(digest -> approvals.kept(id, digest))
        .orElseGet(() -> approval.isOpen() ? subjects.facts(approval) : approvals.kept(id, approval.digest()).orElseThrow());
    model.addAttribute("approval", approval);
    model.addAttribute("facts", facts);
    model.addAttribute("changes", Optional.ofNullable(seen).flatMap(digest -> approvals.kept(id, digest)).map(facts::changesSince).orElse(List.of()));
    model.addAttribute("standing", ApprovalProgress.of(approvals, id));
    model.addAttribute("decisions", approvals.decisions(id));
    model.addAttribute("questions", questions.of(id));
    return approval;
  }

  private Approval found(String id) {
    return approvals.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
