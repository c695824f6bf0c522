package dev.entente.settlement;

import dev.entente.partner.PartnerId;
import dev.entente.settlement.Obligation.Kind;
import dev.entente.settlement.Obligation.State;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The door for features whose cases leave something owed; each call needs the caller's transaction and may be repeated. */
@Component
public class ObligationEntry {

  private final Obligations obligations;

  ObligationEntry(Obligations obligations) {
    this.obligations = obligations;
  }

  /** Material that the partner has to return or destroy; answers the obligation's id. */
  @Transactional(propagation = Propagation.MANDATORY)
  public long material(PartnerId partner, String caseRef, String origin, String description, LocalDate dueOn) {
    return obligations.add(new Obligations.New(partner, caseRef, Kind.MATERIAL, origin, description, null, dueOn, "system"));
  }

  /** A fee whose amount finance has yet to work out. */
  @Transactional(propagation = Propagation.MANDATORY)
  public long feeToBeWorkedOut(PartnerId partner, String caseRef, String origin, String description) {
    return obligations.add(new Obligations.New(partner, caseRef, Kind.FEE, origin, description, null, null, "system"));
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void settle(long obligation, String note, String actor) {
    obligations.end(obligation, State.SETTLED, note, actor);
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void waive(long obligation, String note, String actor) {
    obligations.end(obligation, State.WAIVED, note, actor);
  }
}
