package dev.entente.termination;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** No such case. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class TerminationNotFound extends RuntimeException {

  TerminationNotFound(long id) {
    super("There is no termination " + id + ".");
  }
}
