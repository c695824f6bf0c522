package dev.entente.portal;

import dev.entente.identity.Roles;
import dev.entente.partner.Contact;
import dev.entente.partner.Contacts;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import java.security.Principal;
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

/** The portal as a section of a partner's page: who signed in when, and a link for who can't find the way. */
@Controller
class StaffPages {

  private static final int MOST = 20;

  private final PortalSessions sessions;
  private final SignInLinks links;
  private final Partners partners;
  private final Contacts contacts;

  StaffPages(PortalSessions sessions, SignInLinks links, Partners partners, Contacts contacts) {
    this.sessions = sessions;
    this.links = links;
    this.partners = partners;
    this.contacts = contacts;
  }

  @GetMapping("/partners/{id}/portal")
  @PreAuthorize(Roles.STAFF)
  String ofPartner(@PathVariable PartnerId id, Model model) {
    PartnerFacts partner = partners.facts(id);
    model.addAttribute("partner", partner);
    model.addAttribute("signIns", sessions.ofPartner(id, MOST));
    model.addAttribute("closed", Reach.of(partner.stage()) == Reach.NONE);
    return "page/portal/of-partner";
  }

  @PostMapping("/partners/{id}/portal/links")
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  String send(@PathVariable PartnerId id, @RequestParam long contact, Principal principal, RedirectAttributes redirect) {
    Contact to = partners.facts(id).contacts().stream().filter(one -> one.id() == contact).findFirst()
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    boolean sent = contacts.find(to.id()).filter(known -> links.send(known, principal.getName())).isPresent();
    redirect.addFlashAttribute(sent ? "notice" : "problem", sent ? "portal.staff.sent" : "portal.staff.closed");
    return "redirect:/partners/" + id;
  }

  @PostMapping("/partners/{id}/portal/end")
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  String end(@PathVariable PartnerId id, Principal principal, RedirectAttributes redirect) {
    partners.facts(id);
    sessions.revokeAll(id, principal.getName());
    redirect.addFlashAttribute("notice", "portal.staff.ended");
    return "redirect:/partners/" + id;
  }
}
