package dev.entente.ledger;

import dev.entente.ledger.Grant.State;
import dev.entente.ledger.Journal.Step;
import dev.entente.partner.PartnerId;
import java.time.OffsetDateTime;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Short transactions, as those of {@link Ledger}, around what is done to rows by schedule, because nobody else does it. */
@Component
public class LedgerUpkeep {

  private final LedgerRows rows;

  LedgerUpkeep(LedgerRows rows) {
    this.rows = rows;
  }

  /** Before something is taken back that the target shows though its row is at its end; false where another row gives it. */
  @Transactional
  public boolean beginTakingBack(long id, String reason, Origin origin) {
    Grant grant = rows.locked(id);
    if (grant.state() != State.REVOKED && grant.state() != State.FAILED || rows.reopened(grant) || rows.givenByAnother(grant)) {
      return false;
    }
    rows.change(grant, State.REVOKING, "leftover = false, revoke_reason = :text", reason, null);
    rows.journal(id, Step.TAKEN_BACK, origin, reason);
    return true;
  }

  /** False where the account is needed again, or was asked for lately by somebody who is about to need it. */
  @Transactional
  public boolean beginClosing(long account, OffsetDateTime idleSince, String reason, Origin origin) {
    Grant grant = rows.locked(account);
    if (!rows.isIdle(grant, idleSince)) {
      return false;
    }
    rows.change(grant, State.REVOKING, "revoke_reason = :text", reason, null);
    rows.journal(account, Step.REVOKE_INTENDED, origin, reason);
    return true;
  }

  /** The target could not be asked; others are not to wait for it. */
  @Transactional
  public void lookLater(long id) {
    rows.lookAgain(rows.locked(id));
  }

  /** Nothing is to be looked at any more, unless the row is open again. */
  @Transactional
  public void looked(long id) {
    rows.looked(rows.locked(id));
  }

  /** Somebody decided to go on without what failed to be granted: only what fails from here on counts. */
  @Transactional
  public void answerFailures(PartnerId partner, long processInstanceKey) {
    rows.answerFailures(partner, processInstanceKey);
  }
}
