package dev.entente.access;

import dev.entente.identity.Roles;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Suspending for other systems, such as one that raises an alert. */
@RestController
@RequestMapping("/api/partners/{partner}/suspension")
class SuspensionApi {

  private final Suspending suspending;
  private final Suspensions suspensions;
  private final Partners partners;
  private final MessageSource messages;

  SuspensionApi(Suspending suspending, Suspensions suspensions, Partners partners, MessageSource messages) {
    this.suspending = suspending;
    this.suspensions = suspensions;
    this.partners = partners;
    this.messages = messages;
  }

  record Request(@NotBlank @Size(max = 500) String reason) {}

  /** @param secondsToLastRevoke null while something is still to be revoked */
  record Standing(
      long id, String state, String reason, String suspendedBy, Instant suspendedAt, @Nullable Instant revokedAt, @Nullable String secondsToLastRevoke,
      int grants, @Nullable String askedBy, @Nullable String reinstatedBy, @Nullable Instant restoredAt) {}

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  @PreAuthorize(Roles.ENFORCERS)
  Standing suspend(@PathVariable PartnerId partner, @Valid @RequestBody Request request, Principal principal) {
    refuse(suspending.suspend(partner, request.reason().strip(), principal.getName()));
    return latest(partner);
  }

  @PostMapping("/reinstating")
  @PreAuthorize(Roles.ENFORCERS)
  Standing ask(@PathVariable PartnerId partner, @Valid @RequestBody Request request, Principal principal) {
    refuse(suspending.ask(partner, request.reason().strip(), principal.getName()));
    return latest(partner);
  }

  @PostMapping("/reinstatement")
  @PreAuthorize(Roles.ENFORCERS)
  Standing reinstate(@PathVariable PartnerId partner, Principal principal) {
    refuse(suspending.reinstate(partner, principal.getName()));
    return latest(partner);
  }

  @GetMapping
  @PreAuthorize(Roles.STAFF)
  Standing latest(@PathVariable PartnerId partner) {
    partners.facts(partner);
    Suspension latest = suspensions.latest(partner)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "The access of " + partner + " was never suspended."));
    return new Standing(latest.id(), latest.state().name(), latest.reason(), latest.suspendedBy(), latest.suspendedAt(), latest.revokedAt(), latest.seconds(),
        suspensions.items(latest.id()).size(), latest.askedBy(), latest.reinstatedBy(), latest.restoredAt());
  }

  private void refuse(Suspending.Refusal refusal) {
    refusal.key().ifPresent(key -> {
      throw new ResponseStatusException(HttpStatus.CONFLICT, messages.getMessage(key, null, Locale.ENGLISH));
    });
  }
}
