package dev.entente.settlement;

import dev.entente.partner.PartnerId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What other features may know of the statement of their case, and the partner's answer to it. */
@Component
public class Settlements {

  private final Statements statements;
  private final SettlementSteps settling;
  private final Money money;

  Settlements(Statements statements, SettlementSteps settling, Money money) {
    this.statements = statements;
    this.settling = settling;
    this.money = money;
  }

  public Optional<Statement> ofCase(String caseRef) {
    return statements.ofCase(caseRef);
  }

  public Optional<byte[]> document(PartnerId partner, long id) {
    return statements.document(partner, id);
  }

  /** The amount without its sign; empty until it was issued. */
  public String owedText(Statement statement) {
    return statement.owedCents() == null ? "" : money.text(Math.abs(statement.owedCents()));
  }

  /**
   * @param reason why the statement is disputed; null accepts it
   * @return false when it was answered before or the time for it is over
   */
  public boolean answer(PartnerId partner, long id, String by, @Nullable String reason) {
    return settling.answer(partner, id, by, reason);
  }
}
