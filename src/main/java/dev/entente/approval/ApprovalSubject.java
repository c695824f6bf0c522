package dev.entente.approval;

import dev.entente.partner.PartnerId;

/** What a feature lets be approved: it knows the facts that an approver has to see. */
public interface ApprovalSubject {

  boolean supports(String kind);

  /**
   * The facts as they are now; asked often, so it only reads. The same facts must give the same texts, since any difference is a change.
   *
   * @param subject the feature's own id, as it was given to the process
   */
  Facts facts(PartnerId partner, String kind, String subject);
}
