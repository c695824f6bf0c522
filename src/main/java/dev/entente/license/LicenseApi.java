package dev.entente.license;

import dev.entente.identity.Roles;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Licenses for other systems: a partner's, and whether a token is worth anything. */
@RestController
@RequestMapping("/api")
@PreAuthorize("isAuthenticated()")
class LicenseApi {

  private final Licenses licenses;
  private final Verifying verifying;
  private final Partners partners;

  LicenseApi(Licenses licenses, Verifying verifying, Partners partners) {
    this.licenses = licenses;
    this.verifying = verifying;
    this.partners = partners;
  }

  record Token(@NotBlank @Size(max = Verifying.LONGEST_TOKEN) String token) {}

  /** @param result {@code valid}, {@code expired}, {@code revoked} or {@code forged} */
  record Verified(String result, boolean valid, String reason, LicenseVerification.@Nullable Content license) {}

  /**
   * @param extras what exceptions add to modules, markets and seats, each until its own end
   * @param cause why it was issued
   * @param replaces in the place of which one
   * @param endedFor why it was revoked
   */
  record Listed(
      String id, String tier, String program, List<String> modules, List<String> markets, @Nullable Integer seats, Instant validFrom, Instant validUntil,
      List<Extra> extras, String state, @Nullable Instant revokedAt, String token,
      Lineage.Cause cause, @Nullable String replaces, Lineage.@Nullable End endedFor) {}

  record Page(List<Listed> items, int page, int size, long total) {}

  @PostMapping("/licenses/verify")
  Verified verify(@Valid @RequestBody Token token) {
    LicenseVerification verification = verifying.verify(token.token());
    return new Verified(verification.result().name().toLowerCase(Locale.ROOT), verification.result() == LicenseVerification.Result.VALID,
        verification.reason(), verification.license());
  }

  @GetMapping("/partners/{id}/licenses")
  @PreAuthorize(Roles.STAFF)
  Page ofPartner(@PathVariable PartnerId id, @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page,
      @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
    partners.facts(id);
    return new Page(licenses.ofPartner(id, page, size).stream().map(LicenseApi::listed).toList(), page, size, licenses.countOfPartner(id));
  }

  private static Listed listed(License license) {
    return new Listed(license.id(), license.tier(), license.programVersion(), license.modules(), license.markets(), license.seats(), license.validFrom(),
        license.validUntil(), license.extras(), license.revoked() ? "REVOKED" : license.windDown() ? "WIND_DOWN" : "ACTIVE", license.revokedAt(), license.token(),
        license.lineage().cause(), license.lineage().replaces(), license.lineage().end());
  }
}
