package dev.entente.access;

import dev.entente.identity.Roles;
import dev.entente.ledger.Grant;
import dev.entente.ledger.Grants;
import dev.entente.ledger.Journal;
import dev.entente.ledger.Ledger;
import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.provisioning.TargetRefused;
import dev.entente.provisioning.TargetRows;
import dev.entente.provisioning.TargetUnavailable;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One entry of the ledger with its journal, where its review is answered. */
@Controller
@RequestMapping("/access/grants/{id}")
@PreAuthorize(Roles.STAFF)
class GrantPages {

  private static final int STEPS = 100;
  private static final int LONGEST = 500;

  private final Grants grants;
  private final Journal journal;
  private final Ledger ledger;
  private final Revoking revoking;
  private final TargetRows targets;

  GrantPages(Grants grants, Journal journal, Ledger ledger, Revoking revoking, TargetRows targets) {
    this.grants = grants;
    this.journal = journal;
    this.ledger = ledger;
    this.revoking = revoking;
    this.targets = targets;
  }

  @GetMapping
  String show(@PathVariable long id, Model model) {
    return shown(found(id), model);
  }

  /** It stays until its end. */
  @PostMapping("/review")
  @PreAuthorize(Roles.ENFORCERS)
  String keep(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Principal user, Model model, RedirectAttributes redirect) {
    Grant grant = found(id);
    if (isMissing(reason)) {
      return asked(grant, reason, model);
    }
    return told(redirect, id, ledger.reviewed(id, reason.strip(), Origin.person(user.getName())), "access.grant.kept");
  }

  @PostMapping("/revocation")
  @PreAuthorize(Roles.ENFORCERS)
  String revoke(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Principal user, Model model, RedirectAttributes redirect) {
    Grant grant = found(id);
    if (isMissing(reason)) {
      return asked(grant, reason, model);
    }
    if (grant.state() != Grant.State.ACTIVE) {
      return told(redirect, id, false, "");
    }
    try {
      Revoking.Result result = revoking.revoke(grant, reason.strip(), Origin.person(user.getName()));
      return told(redirect, id, true, result == Revoking.Result.IN_HAND ? "access.grant.inHand" : "access.grant.revoked");
    } catch (TargetUnavailable | TargetRefused trouble) {
      return told(redirect, id, true, "access.grant.revoking");
    }
  }

  private String asked(Grant grant, String reason, Model model) {
    model.addAttribute("reason", reason);
    model.addAttribute("reasonProblem", "access.grant.reason.missing");
    return shown(grant, model);
  }

  private String shown(Grant grant, Model model) {
    model.addAttribute("grant", grant);
    model.addAttribute("name", targets.names().getOrDefault(grant.target(), grant.target()));
    model.addAttribute("journal", journal.of(grant.id(), STEPS));
    return "page/access/grant";
  }

  private static boolean isMissing(String reason) {
    return reason.isBlank() || reason.strip().length() > LONGEST;
  }

  private static String told(RedirectAttributes redirect, long id, boolean done, String notice) {
    redirect.addFlashAttribute(done ? "notice" : "problem", done ? notice : "access.grant.notNow");
    return "redirect:/access/grants/" + id;
  }

  private Grant found(long id) {
    return grants.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no grant " + id));
  }
}
