package dev.entente.screening;

import dev.entente.partner.ContactAdded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Screens who joins a partner in the transaction in which they do: nobody is a contact for a moment without. */
@Component
class ContactScreening {

  private final PartnerScreening screening;

  ContactScreening(PartnerScreening screening) {
    this.screening = screening;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void added(ContactAdded event) {
    screening.afterContactAdded(event.partner(), event.actor());
  }
}
