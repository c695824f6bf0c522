package dev.entente.approval;

import dev.entente.partner.PartnerId;
import java.util.Set;

/** What a feature lets be approved: it knows the facts that an approver has to see. */
public interface ApprovalSubject {

  /** The kinds of approval that it tells the facts of, as processes and the decision table name them; no two features share one. */
  Set<String> kinds();

  /** Whether somebody who does not object in time counts as having no objection; otherwise each approval needs somebody's yes. */
  default boolean takesSilence(String kind) {
    return true;
  }

  /**
   * The facts as they are now; asked often, so it only reads. The same facts must give the same texts, since any difference is a change.
   *
   * @param subject the feature's own id, as it was given to the process
   */
  Facts facts(PartnerId partner, String kind, String subject);
}
