package dev.entente.ledger;

/** The same access is being revoked right now; it can be granted again afterwards. */
class GrantBeingRevoked extends RuntimeException {

  GrantBeingRevoked(long grant) {
    super("Grant " + grant + " is still being revoked; the same access can be granted after that");
  }
}
