package dev.entente.access;

import dev.entente.partner.PartnerId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A feature that entitles partners to more than their tier does. */
public interface AssignmentSource {

  /** Those in force now, in one statement for all; partners without any may be left out. */
  Map<PartnerId, List<Assignment>> inForce(Collection<PartnerId> partners);
}
