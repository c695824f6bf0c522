package dev.entente.settlement;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no such statement of this partner. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class StatementNotFound extends RuntimeException {

  StatementNotFound(long id) {
    super("There is no statement " + id + " of this partner.");
  }
}
