package dev.entente.exception;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no exception with this id, or none that the asker may see. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class ExceptionNotFound extends RuntimeException {

  ExceptionNotFound(String id) {
    super("There is no exception " + (id.length() > 40 ? id.substring(0, 40) + "..." : id));
  }
}
