package dev.entente.portal;

import dev.entente.partner.Contacts;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** What the layout of the portal's pages shows around them: whose pages they are, and where one can go. */
@Component("portalFrame")
class PortalFrame {

  private final Contacts contacts;
  private final List<PortalPage> pages;

  PortalFrame(Contacts contacts, List<PortalPage> pages) {
    this.contacts = contacts;
    this.pages = pages.stream().sorted(Comparator.comparingInt(PortalPage::order)).toList();
  }

  record Frame(String legalName, String name, List<PortalPage> pages) {}

  /** Null where nobody is signed in. */
  public @Nullable Frame current() {
    if (!(SecurityContextHolder.getContext().getAuthentication() instanceof PortalAuthentication session)) {
      return null;
    }
    return contacts.find(session.getPrincipal().contactId())
        .map(contact -> new Frame(contact.legalName(), contact.name(),
            pages.stream().filter(page -> page.isWithin(session.reach())).toList()))
        .orElse(null);
  }
}
