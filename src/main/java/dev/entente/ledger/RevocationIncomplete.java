package dev.entente.ledger;

import java.util.List;

/** Some grants could not be revoked; trying again goes on with them. */
class RevocationIncomplete extends RuntimeException {

  RevocationIncomplete(List<Long> grants, int of, RuntimeException cause) {
    super(grants.size() + " of " + of + " grants could not be revoked " + grants + ": " + cause.getMessage(), cause);
  }
}
