package dev.entente.portal;

import java.util.List;

/** Says what waits for a contact, or for others at its company; each feature that asks partners for something contributes a bean. */
public interface NextSteps {

  List<NextStep> of(PortalUser user);
}
