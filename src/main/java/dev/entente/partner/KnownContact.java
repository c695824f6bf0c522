package dev.entente.partner;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contact who has not left, with where its partner stands.
 *
 * @param role what the person does at the partner, as in {@link Contact}
 * @param papersUntil so long the contacts of a terminated partner may fetch its papers; null where there are none
 */
public record KnownContact(PartnerId partner, long id, String email, String name, String role, String legalName, Stage stage, @Nullable Instant papersUntil) {

  /** How the record names the contact: {@code contact:17}, which holds nothing personal. */
  public String actor() {
    return "contact:" + id;
  }
}
