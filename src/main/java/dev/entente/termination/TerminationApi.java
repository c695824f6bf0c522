package dev.entente.termination;

import dev.entente.access.ResidualAccess;
import dev.entente.identity.Roles;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.Processes;
import dev.entente.termination.TerminationRequests.Answer;
import dev.entente.termination.Termination.Gravity;
import dev.entente.termination.Termination.Reason;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
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

/** Terminations for other systems: start one, and see what is left. */
@RestController
@RequestMapping("/api/partners/{partner}/termination")
class TerminationApi {

  private final TerminationRequests requesting;
  private final Terminations terminations;
  private final Proofs proofs;
  private final Partners partners;
  private final Processes processes;
  private final MessageSource messages;

  TerminationApi(TerminationRequests requesting, Terminations terminations, Proofs proofs, Partners partners, Processes processes, MessageSource messages) {
    this.requesting = requesting;
    this.terminations = terminations;
    this.proofs = proofs;
    this.partners = partners;
    this.processes = processes;
    this.messages = messages;
  }

  record Request(@NotNull Reason reason, @Nullable Gravity gravity, @NotBlank @Size(max = 2000) String explanation) {}

  record Requested(long id, @Nullable String processInstanceKey) {}

  record Proof(String asked, boolean clean, int found, String detail, Instant at) {}

  record Standing(
      long id, String state, Reason reason, Gravity gravity, Termination.@Nullable Terms terms, Termination.Dates dates, List<Proof> proofs,
      List<ResidualAccess> leftovers, @Nullable String code) {}

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @PreAuthorize(Roles.ENFORCERS)
  Requested request(@PathVariable PartnerId partner, @Valid @RequestBody Request request, Principal principal) {
    Answer answer = requesting.request(partner, request.reason(), request.gravity() == null ? Gravity.ORDINARY : request.gravity(),
        request.explanation().strip(), principal.getName());
    if (answer instanceof Answer.Refused refused) {
      throw new ResponseStatusException(HttpStatus.CONFLICT, messages.getMessage(refused.key(), null, Locale.ENGLISH));
    }
    Answer.Requested requested = (Answer.Requested) answer;
    String instance = processes.dispatchNow(requested.start()).stream().mapToObj(Long::toString).findFirst().orElse(null);
    return new Requested(requested.id(), instance);
  }

  @GetMapping
  @PreAuthorize(Roles.STAFF)
  Standing latest(@PathVariable PartnerId partner) {
    partners.facts(partner);
    Termination latest = terminations.latest(partner)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No termination of " + partner + " was ever requested."));
    return new Standing(latest.id(), latest.state().name(), latest.reason(), latest.gravity(), latest.terms(), latest.dates(),
        proofs.latest(latest.id()).stream().map(answer -> new Proof(answer.asked(), answer.clean(), answer.found(), answer.detail(), answer.at())).toList(),
        proofs.leftovers(latest.id()), latest.code());
  }
}
