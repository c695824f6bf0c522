package dev.entente.provisioning;

import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The groups that answer for what is found in targets: the target's own where it names one, else the one of all targets. */
@Component
public class TargetOwners {

  private final TargetRows rows;
  private final String usual;

  TargetOwners(TargetRows rows, @Value("${entente.access.reconciliation.owner:compliance}") String usual) {
    this.rows = rows;
    this.usual = usual;
  }

  public String of(String target) {
    Optional<Target> row = rows.find(target);
    return row.isPresent() && row.get().owner() != null ? row.get().owner() : usual();
  }

  /** Of targets that name none, and of whatever the ledger has given. */
  public String usual() {
    return usual;
  }
}
