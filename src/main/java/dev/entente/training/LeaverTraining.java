package dev.entente.training;

import dev.entente.partner.ContactLeft;
import dev.entente.partner.PartnerMoved;
import dev.entente.process.Processes;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends what belongs to people and partners who are gone, in the transaction in which they go; the processes that wait for it are told. */
@Component
class LeaverTraining {

  private final Enrollments enrollments;
  private final Certificates certificates;
  private final Processes processes;
  private final Trail trail;

  LeaverTraining(Enrollments enrollments, Certificates certificates, Processes processes, Trail trail) {
    this.enrollments = enrollments;
    this.certificates = certificates;
    this.processes = processes;
    this.trail = trail;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void left(ContactLeft event) {
    ended(enrollments.closeOfContact(event.contactId()));
    List<Long> revoked = certificates.revokeOf(event.contactId(), "The holder has left the partner");
    revoked.forEach(this::ended);
    if (!revoked.isEmpty()) {
      trail.record(TrailEntry.of(event.partner().value(), event.actor(), "certificate.revoked",
          Map.of("contact", event.contactId(), "certificates", revoked, "reason", "The holder has left the partner")));
    }
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void moved(PartnerMoved event) {
    if (event.to().isFinal()) {
      ended(enrollments.closeOfPartner(event.partner()));
      certificates.unrevoked(event.partner()).forEach(this::ended);
    }
  }

  /** For a certificate whose process has nothing to renew any more. */
  void ended(long certificate) {
    processes.publish("certificate-ended", String.valueOf(certificate), Map.of());
  }

  private void ended(List<Long> closed) {
    closed.forEach(id -> processes.publish("enrollment-ended", String.valueOf(id), Map.of()));
  }
}
