package dev.entente.application;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no import with this id. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class ImportNotFound extends RuntimeException {

  ImportNotFound(UUID id) {
    super("There is no import " + id);
  }
}
