package dev.entente.access;

/** A contact can't be given what the colleagues have; somebody has to look at it and try again. */
class ContactNotGranted extends RuntimeException {

  ContactNotGranted(String entitlement, String reason) {
    super(entitlement + " was not granted to the contact: " + reason);
  }
}
