package dev.entente.training;

import dev.entente.identity.Roles;
import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.program.Program;
import java.security.Principal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
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

/** The form by which a manager has people of a partner trained: which curricula, who, how many have to pass. */
@Controller
@RequestMapping("/partners/{id}/training/new")
@PreAuthorize(Roles.PARTNER_MANAGERS)
class StartTrainingPages {

  private static final String VIEW = "page/training/new";

  private final Partners partners;
  private final Courses courses;
  private final TrainingStart starting;

  StartTrainingPages(Partners partners, Courses courses, TrainingStart starting) {
    this.partners = partners;
    this.courses = courses;
    this.starting = starting;
  }

  @GetMapping
  String form(@PathVariable String id, Model model) {
    model.addAttribute("form", new StartTrainingForm(List.of(), List.of(), "1"));
    return show(partnerOf(id), model);
  }

  @PostMapping
  String start(@PathVariable String id, @ModelAttribute("form") StartTrainingForm form, BindingResult errors, Principal principal, Model model,
      RedirectAttributes redirect) {
    PartnerFacts partner = partnerOf(id);
    check(form, partner, errors);
    if (errors.hasErrors()) {
      return show(partner, model);
    }
    List<Long> learners = form.chosenLearners().stream().map(Long::valueOf).toList();
    starting.start(partner, form.chosenCurricula(), learners, form.people(), principal.getName());
    redirect.addFlashAttribute("notice", "training.new.done");
    return "redirect:/partners/" + partner.id();
  }

  private void check(StartTrainingForm form, PartnerFacts partner, BindingResult errors) {
    if (!partner.stage().acceptsGrants()) {
      errors.reject("training.new.stage");
    }
    if (form.chosenCurricula().isEmpty() || !curricula(partner).keySet().containsAll(form.chosenCurricula())) {
      errors.rejectValue("curricula", "training.new.curricula.missing");
    }
    if (form.chosenLearners().isEmpty() || !learners(partner).keySet().containsAll(form.chosenLearners())) {
      errors.rejectValue("learners", "training.new.learners.missing");
    } else if (form.people() == 0 || form.people() > partner.contacts().size()) {
      errors.rejectValue("certifiedPeople", "training.new.people.wrong", new Object[] {partner.contacts().size()}, null);
    }
  }

  private String show(PartnerFacts partner, Model model) {
    model.addAttribute("partner", partner);
    model.addAttribute("curricula", curricula(partner));
    model.addAttribute("learners", learners(partner));
    return VIEW;
  }

  private Map<String, String> curricula(PartnerFacts partner) {
    Map<String, String> choices = new LinkedHashMap<>();
    courses.program(partner).curricula().forEach(curriculum -> choices.put(curriculum.id(), curriculum.name() + " ("
        + String.join(", ", curriculum.courses().stream().map(Program.Course::name).toList()) + ")"));
    return choices;
  }

  private static Map<String, String> learners(PartnerFacts partner) {
    Map<String, String> choices = new LinkedHashMap<>();
    partner.contacts().stream().sorted(Comparator.comparing(Contact::name)).forEach(contact -> choices.put(String.valueOf(contact.id()),
        contact.name() + " (" + contact.email() + ")"));
    return choices;
  }

  private PartnerFacts partnerOf(String id) {
    if (!id.matches("P-\\d{5,12}")) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return partners.facts(new PartnerId(id));
  }
}
