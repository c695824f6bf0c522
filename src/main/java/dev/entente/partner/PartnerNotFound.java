package dev.entente.partner;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no partner with this id. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class PartnerNotFound extends RuntimeException {

  public PartnerNotFound(PartnerId id) {
    this(id.value());
  }

  PartnerNotFound(String id) {
    super("There is no partner " + (id.length() > 40 ? id.substring(0, 40) + "..." : id));
  }
}
