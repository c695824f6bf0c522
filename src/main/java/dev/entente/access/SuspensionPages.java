package dev.entente.access;

import dev.entente.identity.Roles;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import java.security.Principal;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "Suspend now" and "Reinstate" on the partner's page, with what came of them. */
@Controller
@RequestMapping("/partners/{id}/suspension")
class SuspensionPages {

  private static final int LONGEST = 500;

  private final Suspending suspending;
  private final Suspensions suspensions;
  private final Partners partners;

  SuspensionPages(Suspending suspending, Suspensions suspensions, Partners partners) {
    this.suspending = suspending;
    this.suspensions = suspensions;
    this.partners = partners;
  }

  @GetMapping
  @PreAuthorize(Roles.STAFF)
  String ofPartner(@PathVariable PartnerId id, Principal principal, Model model) {
    PartnerFacts partner = partners.facts(id);
    Suspension latest = suspensions.latest(id).orElse(null);
    List<Suspension.Item> items = latest == null ? List.of() : suspensions.items(latest.id());
    model.addAttribute("partner", partner);
    model.addAttribute("suspension", latest);
    model.addAttribute("items", items);
    model.addAttribute("revoked", items.stream().filter(Suspension.Item::isTaken).count());
    model.addAttribute("restored", items.stream().filter(item -> item.restore() == Suspension.Restore.RESTORED).count());
    model.addAttribute("refused", items.stream().anyMatch(item -> item.restore() == Suspension.Restore.REFUSED));
    model.addAttribute("mayBeSuspended", (latest == null || !latest.isOpen()) && isSuspendable(partner.stage()));
    model.addAttribute("mayBeReinstated", latest != null && latest.isOpen() && !latest.isReinstating() && partner.stage() == Stage.SUSPENDED);
    model.addAttribute("me", principal.getName());
    return "page/access/suspension";
  }

  @PostMapping
  @PreAuthorize(Roles.ENFORCERS)
  String suspend(@PathVariable PartnerId id, @RequestParam(defaultValue = "") String reason, Principal principal, RedirectAttributes redirect) {
    if (!isGiven(reason)) {
      return back(id, redirect, "problem", "access.suspend.reason.missing");
    }
    return answer(id, suspending.suspend(id, reason.strip(), principal.getName()), "access.suspend.done", redirect);
  }

  @PostMapping("/reinstating")
  @PreAuthorize(Roles.ENFORCERS)
  String ask(@PathVariable PartnerId id, @RequestParam(defaultValue = "") String reason, Principal principal, RedirectAttributes redirect) {
    if (!isGiven(reason)) {
      return back(id, redirect, "problem", "access.reinstate.reason.missing");
    }
    return answer(id, suspending.ask(id, reason.strip(), principal.getName()), "access.reinstate.asked", redirect);
  }

  @PostMapping("/reinstatement")
  @PreAuthorize(Roles.ENFORCERS)
  String reinstate(@PathVariable PartnerId id, Principal principal, RedirectAttributes redirect) {
    return answer(id, suspending.reinstate(id, principal.getName()), "access.reinstate.done", redirect);
  }

  @PostMapping("/retry")
  @PreAuthorize(Roles.ENFORCERS)
  String retry(@PathVariable PartnerId id, RedirectAttributes redirect) {
    suspending.retry(id);
    return back(id, redirect, "notice", "access.reinstate.retried");
  }

  private static boolean isSuspendable(Stage stage) {
    return stage == Stage.ACTIVE || stage == Stage.ONBOARDING || stage == Stage.TERMINATING;
  }

  private static boolean isGiven(String reason) {
    return !reason.isBlank() && reason.strip().length() <= LONGEST;
  }

  private static String answer(PartnerId id, Suspending.Refusal refusal, String done, RedirectAttributes redirect) {
    return refusal.key().map(key -> back(id, redirect, "problem", key)).orElseGet(() -> back(id, redirect, "notice", done));
  }

  private static String back(PartnerId id, RedirectAttributes redirect, String kind, String key) {
    redirect.addFlashAttribute(kind, key);
    return "redirect:/partners/" + id.value() + "#suspension";
  }
}
