package dev.entente.provisioning;

import dev.entente.reconciliation.ReconciliationProperties;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The groups that answer for what the reconciliation finds: the target's own where it names one, else the one of all targets. */
@Component
public class Owners {

  private final TargetRows rows;
  private final ReconciliationProperties properties;

  Owners(TargetRows rows, ReconciliationProperties properties) {
    this.rows = rows;
    this.properties = properties;
  }

  public String of(String target) {
    Optional<Target> row = rows.find(target);
    return row.isPresent() && row.get().owner() != null ? row.get().owner() : usual();
  }

  /** Of targets that name none, and of whatever the ledger has given. */
  public String usual() {
    return properties.owner();
  }
}
