package dev.entente.portal;

import dev.entente.partner.Contact;
import dev.entente.partner.Partners;
import java.util.List;
import org.springframework.stereotype.Component;

/** What one contact may see that its colleagues may not. */
@Component
public class Rights {

  private static final List<String> LEADS = List.of("PRIMARY", "SIGNER");

  private final Partners partners;

  Rights(Partners partners) {
    this.partners = partners;
  }

  /** The main contact, where a company named none the signer, else the first: sees the team's results and takes the license's token. */
  public boolean leads(PortalUser user) {
    List<Contact> contacts = partners.facts(user.partner()).contacts();
    String leading = LEADS.stream().filter(role -> contacts.stream().anyMatch(contact -> contact.role().equals(role))).findFirst().orElse("");
    return leading.isEmpty() ? contacts.get(0).id() == user.contactId()
        : contacts.stream().anyMatch(contact -> contact.id() == user.contactId() && contact.role().equals(leading));
  }
}
