package dev.entente.partner;

import java.io.Serializable;
import java.util.regex.Pattern;

/** A partner's id, such as {@code P-10001}: the business id of its processes. */
public record PartnerId(String value) implements Serializable {

  private static final Pattern FORM = Pattern.compile("P-\\d{5,12}");

  public PartnerId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Expected a partner id such as P-10001, but got '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
