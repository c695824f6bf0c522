package dev.entente.partner;

/**
 * A contact who has not left, with where its partner stands.
 *
 * @param role what the person does at the partner, as in {@link Contact}
 */
public record KnownContact(PartnerId partner, long id, String email, String name, String role, String legalName, Stage stage) {

  /** How the record names the contact: {@code contact:17}, which holds nothing personal. */
  public String actor() {
    return "contact:" + id;
  }
}
