package dev.entente.access;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import java.time.LocalDate;

/** What shall be granted, to whom, until when, and which step of which process asks for it. */
record GrantOrder(
    PartnerId partner,
    Grant.Kind kind,
    String entitlement,
    String name,
    String target,
    String role,
    String holder,
    String holderName,
    LocalDate endsOn,
    long processInstanceKey,
    String elementId) {

  GrantOrder(
      PartnerId partner, Grant.Kind kind, String entitlement, String name, String target, String role, Holder holder, LocalDate endsOn, JobContext job) {
    this(partner, kind, entitlement, name, target, role, holder.id(), holder.name(), endsOn, job.processInstanceKey(), job.elementId());
  }

  /** @param id the partner id, or a contact's mail address in lower case */
  record Holder(String id, String name) {}
}
