package dev.entente.partner;

import dev.entente.identity.Roles;
import dev.entente.partner.PartnerChanges.ContactAnswer;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One partner: its page, whose sections each feature fills, and what a manager may do there. */
@Controller
@RequestMapping("/partners/{id}")
@PreAuthorize("isAuthenticated()")
class PartnerPages {


  private final PartnerDetails details;
  private final PartnerChanges changes;
  private final PartnerChoices choices;
  private final FormerPartners former;

  PartnerPages(PartnerDetails details, PartnerChanges changes, PartnerChoices choices, FormerPartners former) {
    this.details = details;
    this.changes = changes;
    this.choices = choices;
    this.former = former;
  }

  record ContactForm(@Nullable String name, @Nullable String email, @Nullable String role) {}

  @GetMapping
  String partner(@PathVariable String id, Model model) {
    model.addAttribute("partner", details.of(PartnerDetails.id(id)));
    return "page/partner/show";
  }

  @GetMapping("/facts")
  String facts(@PathVariable String id, Model model) {
    model.addAttribute("partner", details.of(PartnerDetails.id(id)));
    model.addAttribute("former", former.of(PartnerDetails.id(id)));
    return "page/partner/facts";
  }

  @PostMapping("/withdraw")
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  String withdraw(@PathVariable String id, Principal principal, RedirectAttributes redirect) {
    boolean asked = changes.withdraw(PartnerDetails.id(id), principal.getName());
    redirect.addFlashAttribute(asked ? "notice" : "problem", asked ? "partner.withdraw.done" : "partner.withdraw.tooLate");
    return "redirect:/partners/" + PartnerDetails.id(id);
  }

  @GetMapping("/contacts/new")
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  String contactForm(@PathVariable String id, Model model) {
    model.addAttribute("form", new ContactForm("", "", "TECHNICAL"));
    return showContactForm(id, model);
  }

  @PostMapping("/contacts")
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  String addContact(@PathVariable String id, @ModelAttribute("form") ContactForm form, BindingResult binding, Principal principal, Model model,
      RedirectAttributes redirect) {
    ContactAnswer answer = changes.addContact(PartnerDetails.id(id), new ContactRequest(form.name(), form.email(), form.role()), principal.getName());
    if (answer.added()) {
      redirect.addFlashAttribute("notice", "partner.contact.done");
      return "redirect:/partners/" + PartnerDetails.id(id);
    }
    FieldProblem.report(answer.problems(), binding);
    return showContactForm(id, model);
  }

  @PostMapping("/contacts/{contact}/left")
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  String contactLeft(@PathVariable String id, @PathVariable long contact, Principal principal, RedirectAttributes redirect) {
    PartnerChanges.Leave left = changes.contactLeft(PartnerDetails.id(id), contact, principal.getName());
    redirect.addFlashAttribute(left == PartnerChanges.Leave.DONE ? "notice" : "problem", "partner.contact.left." + left);
    return "redirect:/partners/" + PartnerDetails.id(id);
  }

  private String showContactForm(String id, Model model) {
    model.addAttribute("partner", details.of(PartnerDetails.id(id)));
    model.addAttribute("roles", choices.roles());
    return "page/partner/contact";
  }
}
