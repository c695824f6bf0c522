package dev.entente.exception;

import dev.entente.exception.ExceptionCase.State;
import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.Partners;
import dev.entente.process.Processes;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Gathers what the page of one exception shows. */
@Component
class ExceptionPage {

  private final ExceptionCases cases;
  private final ExceptionSteps steps;
  private final Partners partners;
  private final Processes processes;
  private final ExceptionForms forms;
  private final ExceptionWording wording;
  private final Clock clock;

  ExceptionPage(ExceptionCases cases, ExceptionSteps steps, Partners partners, Processes processes, ExceptionForms forms, ExceptionWording wording, Clock clock) {
    this.cases = cases;
    this.steps = steps;
    this.partners = partners;
    this.processes = processes;
    this.forms = forms;
    this.wording = wording;
    this.clock = clock;
  }

  void fill(ExceptionCase exception, Authentication user, Model model) {
    PartnerFacts partner = partners.facts(exception.partner());
    Optional<ExceptionCase> extension = cases.extensionOf(exception.id());
    boolean extended = extension.filter(one -> one.state().isOpen() || one.state() == State.ENDED).isPresent();
    boolean inForce = exception.state() == State.IN_FORCE;
    model.addAttribute("exception", exception);
    model.addAttribute("partner", partner);
    model.addAttribute("what", wording.what(exception, partner, LocaleContextHolder.getLocale()));
    model.addAttribute("asker", asker(exception, partner));
    model.addAttribute("steps", steps.of(exception.id()));
    model.addAttribute("extension", extension.orElse(null));
    model.addAttribute("renewalsLeft", Math.max(0, forms.renewals(exception) - exception.renewal()));
    model.addAttribute("startsLater", inForce && exception.startsAt() != null && exception.startsAt().isAfter(clock.instant()));
    model.addAttribute("mayRevoke", inForce && ExceptionRoles.mayRevoke(user, exception));
    model.addAttribute("mayExtend", inForce && !extended && ExceptionRoles.mayRequest(user) && exception.renewal() < forms.renewals(exception));
    model.addAttribute("mayWithdraw", exception.state() == State.REQUESTED && ExceptionRoles.mayWithdraw(user, exception));
    cases.start(exception.id()).map(Processes.StartId::new).map(processes::instanceOf).filter(OptionalLong::isPresent)
        .ifPresent(instance -> model.addAttribute("instance", instance.getAsLong()));
  }

  /** A contact by name, while there is one; users by their user name. */
  private String asker(ExceptionCase exception, PartnerFacts partner) {
    if (!exception.isRequestedByContact()) {
      return exception.requestedBy();
    }
    return partner.contacts().stream().filter(contact -> exception.requestedBy().equals("contact:" + contact.id())).map(Contact::name).findFirst()
        .orElseGet(() -> wording.text("exception.formerContact", LocaleContextHolder.getLocale()));
  }
}
