package dev.entente.access;

import dev.entente.identity.Roles;
import dev.entente.ledger.Grant;
import dev.entente.ledger.Grants;
import dev.entente.partner.PartnerId;
import dev.entente.partner.PartnerNotFound;
import dev.entente.partner.Partners;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A partner's part of the ledger for other systems. */
@RestController
class GrantsApi {

  private final Grants grants;
  private final Partners partners;

  GrantsApi(Grants grants, Partners partners) {
    this.grants = grants;
    this.partners = partners;
  }

  record Listed(
      long id, String kind, String entitlement, String name, String target, String role, String holder, String holderName, String state,
      @Nullable String externalId, @Nullable String evidence, @Nullable String failure, @Nullable String revokeReason, String processInstanceKey,
      String elementId, Instant requestedAt, @Nullable Instant grantedAt, @Nullable Instant endedAt, LocalDate endsOn,
      @Nullable LocalDate reviewOn, String reason, String owner) {}

  record Page(List<Listed> items, int page, int size, long total) {}

  @GetMapping("/api/partners/{id}/grants")
  @PreAuthorize(Roles.STAFF)
  Page ofPartner(@PathVariable PartnerId id, @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page,
      @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
    if (partners.find(id).isEmpty()) {
      throw new PartnerNotFound(id);
    }
    return new Page(grants.ofPartner(id, page, size).stream().map(GrantsApi::listed).toList(), page, size, grants.countOfPartner(id));
  }

  private static Listed listed(Grant grant) {
    return new Listed(grant.id(), grant.kind().name(), grant.entitlement(), grant.name(), grant.target(), grant.role(), grant.holder(),
        grant.holderName(), grant.state().name(), grant.externalId(), grant.evidence(), grant.failure(), grant.revokeReason(),
        Long.toString(grant.processInstanceKey()), grant.elementId(), grant.requestedAt(), grant.grantedAt(), grant.endedAt(), grant.endsOn(),
        grant.terms().reviewOn(), grant.terms().reason(), grant.terms().owner());
  }
}
