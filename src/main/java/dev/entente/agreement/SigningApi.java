package dev.entente.agreement;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Signing for other systems: whoever holds the token may sign, once. */
@RestController
class SigningApi {

  private final Signing signing;
  private final Clock clock;

  SigningApi(Signing signing, Clock clock) {
    this.signing = signing;
    this.clock = clock;
  }

  record Request(
      @NotBlank @Size(max = 200) @Pattern(regexp = SignatureForm.PRINTABLE) String name,
      @Size(max = 200) @Pattern(regexp = SignatureForm.PRINTABLE) @Nullable String title) {}

  record Signed(long agreementId, Instant signedAt, String sha256) {}

  @PostMapping("/api/agreements/{token}/sign")
  ResponseEntity<Signed> sign(@PathVariable String token, @Valid @RequestBody Request request, HttpServletRequest from) {
    Agreement agreement = signing.sign(token, SignatureForm.signature(request.name(), request.title(), from, clock));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .header("Referrer-Policy", "no-referrer")
        .body(new Signed(agreement.id(), agreement.signedAt(), agreement.sha256()));
  }
}
