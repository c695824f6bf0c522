package dev.entente.agreement;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A link is unknown, or its time is over. */
class LinkNotUsable extends ErrorResponseException {

  private LinkNotUsable(HttpStatus status, String detail) {
    super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }

  static LinkNotUsable unknown() {
    return new LinkNotUsable(HttpStatus.NOT_FOUND, "There is no such link. Open it exactly as it stands in the mail.");
  }

  static LinkNotUsable signed() {
    return new LinkNotUsable(HttpStatus.GONE, "This agreement has been signed. The confirmation mail has a link to the copy.");
  }

  static LinkNotUsable expired() {
    return new LinkNotUsable(HttpStatus.GONE, "The time to sign with this link is over. Ask your partner manager for a new agreement.");
  }
}
