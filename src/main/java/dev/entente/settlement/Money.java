package dev.entente.settlement;

import dev.entente.mail.BaseUrl;
import dev.entente.mail.DatesInWords;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Amounts and days as people read and write them; what a statement's links begin with. */
@Component
public class Money {

  private static final Pattern AMOUNT = Pattern.compile("\\d{1,9}(\\.\\d{1,2})?");

  private final Environment environment;
  private final BaseUrl baseUrl;

  Money(Environment environment, BaseUrl baseUrl) {
    this.environment = environment;
    this.baseUrl = baseUrl;
  }

  String currency() {
    return environment.getProperty("entente.currency", "EUR");
  }

  public String text(long cents) {
    return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ENGLISH)).format(BigDecimal.valueOf(cents, 2)) + " " + currency();
  }

  /** Cents of what somebody typed, such as 1250 or 1250.50; empty for anything else and for zero. */
  static OptionalLong cents(String typed) {
    String amount = typed.strip();
    if (!AMOUNT.matcher(amount).matches()) {
      return OptionalLong.empty();
    }
    long cents = new BigDecimal(amount).movePointRight(2).longValueExact();
    return cents == 0 ? OptionalLong.empty() : OptionalLong.of(cents);
  }

  static String day(Instant at) {
    return DatesInWords.day(at);
  }

  static String day(LocalDate at) {
    return DatesInWords.day(at);
  }

  String link(String path) {
    return baseUrl.of(path);
  }
}
