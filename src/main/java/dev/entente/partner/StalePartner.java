package dev.entente.partner;

/** The partner was changed by someone else meanwhile; read it again and repeat. */
public class StalePartner extends RuntimeException {

  public StalePartner(PartnerId id) {
    super("Partner " + id + " was changed meanwhile");
  }
}
