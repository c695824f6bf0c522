package dev.entente.portal;

import dev.entente.partner.Contacts;
import dev.entente.partner.PartnerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Signs contacts in to the portal, for tests of what they see there: {@code mvc.perform(get("/portal/x").with(portal.as(contactId)))}. */
public class TestPortal {

  private final JdbcClient jdbc;
  private final PortalSessions sessions;
  private final Contacts contacts;

  public TestPortal(JdbcClient jdbc, PortalSessions sessions, Contacts contacts) {
    this.jdbc = jdbc;
    this.sessions = sessions;
    this.contacts = contacts;
  }

  public RequestPostProcessor as(long contactId) {
    return SecurityMockMvcRequestPostProcessors.authentication(sessions.open(contacts.find(contactId).orElseThrow()));
  }

  /** As the contact of the partner who does this there, such as {@code SIGNER}. */
  public RequestPostProcessor as(PartnerId partner, String role) {
    return as(contact(partner, role));
  }

  public long contact(PartnerId partner, String role) {
    return jdbc.sql("SELECT min(id) FROM contact WHERE partner_id = :partner AND role = :role")
        .param("partner", partner.value()).param("role", role).query(Long.class).single();
  }
}
