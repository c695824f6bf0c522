package dev.entente.access;

import dev.entente.partner.ContactAdded;
import dev.entente.partner.ContactLeft;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.process.Processes;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Starts the process that gives who joins a partner its access, or takes it from who leaves, with the change itself. */
@Component
class ContactChanges {

  private final Partners partners;
  private final Processes processes;

  ContactChanges(Partners partners, Processes processes) {
    this.partners = partners;
    this.processes = processes;
  }

  /** Before it is active, a partner's onboarding grants to all its contacts. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void added(ContactAdded event) {
    Stage stage = partners.facts(event.partner()).stage();
    if (stage == Stage.ACTIVE || stage == Stage.ONBOARDING) {
      start(event.partner(), event.contactId(), "ADDED");
    }
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void left(ContactLeft event) {
    start(event.partner(), event.contactId(), "LEFT");
  }

  private void start(PartnerId partner, long contactId, String change) {
    processes.start("contact-access", partner.value(), Map.of("partnerId", partner.value(), "contactId", contactId, "contactChange", change));
  }
}
