package dev.entente.agreement;

import dev.entente.agreement.Agreements.Signature;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What the signer fills in. */
public record SignatureForm(
    @NotBlank(message = "{agreement.sign.nameMissing}") @Size(max = 200) @Pattern(regexp = PRINTABLE) @Nullable String name,
    @Size(max = 200) @Pattern(regexp = PRINTABLE) @Nullable String title,
    @NotNull(message = "{agreement.sign.consentMissing}") @AssertTrue(message = "{agreement.sign.consentMissing}") @Nullable Boolean consent) {

  static final String PRINTABLE = "[^\\p{Cntrl}]*";
  private static final int LONGEST_AGENT = 300;

  public static SignatureForm empty() {
    return new SignatureForm("", "", false);
  }

  Signature signature(HttpServletRequest request, Clock clock) {
    return signature(String.valueOf(name), title, request, clock);
  }

  static Signature signature(String name, @Nullable String title, HttpServletRequest request, Clock clock) {
    String agent = request.getHeader("User-Agent");
    String with = agent == null ? "" : agent.substring(0, Math.min(agent.length(), LONGEST_AGENT));
    return new Signature(name.strip(), title == null || title.isBlank() ? null : title.strip(), request.getRemoteAddr(), with,
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
