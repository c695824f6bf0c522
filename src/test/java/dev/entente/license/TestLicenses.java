package dev.entente.license;

import dev.entente.partner.PartnerId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** Looks at the license that a partner has, as a product does. */
public class TestLicenses {

  private final Licenses licenses;
  private final Verifying verifying;
  private final Clock clock;

  public TestLicenses(ApplicationContext context) {
    this.licenses = context.getBean(Licenses.class);
    this.verifying = context.getBean(Verifying.class);
    this.clock = context.getBean(Clock.class);
  }

  public Integer seats(PartnerId partner) {
    return verified(partner).seats();
  }

  public Integer seatsAt(PartnerId partner, Instant at) {
    return only(partner).seatsAt(at);
  }

  public List<String> markets(PartnerId partner) {
    return verified(partner).markets();
  }

  public List<String> modules(PartnerId partner) {
    return verified(partner).modules();
  }

  public Instant end(PartnerId partner) {
    return verified(partner).validUntil();
  }

  /** How many the partner could use now. */
  public long valid(PartnerId partner) {
    return licenses.allActive().stream().filter(license -> license.partner().equals(partner) && license.validUntil().isAfter(clock.instant())).count();
  }

  /** What exceptions still add, now or later. */
  public List<String> extras(PartnerId partner) {
    return only(partner).extras().stream().map(Extra::toString).toList();
  }

  private LicenseVerification.Content verified(PartnerId partner) {
    LicenseVerification verification = verifying.verify(only(partner).token());
    if (verification.result() != LicenseVerification.Result.VALID) {
      throw new IllegalStateException("Expected a valid license of " + partner + ", but it is " + verification + " at " + clock.instant());
    }
    return verification.license();
  }

  private License only(PartnerId partner) {
    List<License> active = licenses.allActive().stream().filter(license -> license.partner().equals(partner)).toList();
    if (active.size() != 1) {
      throw new IllegalStateException("Expected one license of " + partner + ", but there are " + active);
    }
    return active.get(0);
  }
}
