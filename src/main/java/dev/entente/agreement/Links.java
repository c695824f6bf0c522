package dev.entente.agreement;

import dev.entente.mail.DatesInWords;
import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.partner.PartnerMoved;
import dev.entente.process.JobContext;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Mails links to an agreement; row, mail and trail entry in one transaction. */
@Component
class Links {

  private final Agreements agreements;
  private final Mails mails;
  private final Trail trail;
  private final Clock clock;

  Links(Agreements agreements, Mails mails, Trail trail, Clock clock) {
    this.agreements = agreements;
    this.mails = mails;
    this.trail = trail;
    this.clock = clock;
  }

  /** The agreement of the process: this one, or the one that another run of the same job kept meanwhile. */
  @Transactional
  public Agreement keepAndSend(Agreement agreement, byte[] pdf, String legalName, JobContext job) {
    if (!agreements.insert(agreement, pdf)) {
      return agreements.ofProcess(agreement.processInstanceKey()).orElseThrow();
    }
    send(agreement, "agreement-link", "prepared", legalName, job);
    trail.record(TrailEntry.of(agreement.partner().value(), "system", "agreement.prepared", Map.of("agreement", agreement.id(), "sha256",
        agreement.sha256(), "program", agreement.programVersion(), "tier", agreement.tier())).in(agreement.processInstanceKey()));
    return agreement;
  }

  /** Nothing, where it is signed or expired, or the same job reminded before. */
  @Transactional
  public void remind(long id, String legalName, JobContext job) {
    Agreement agreement = agreements.lock(id).orElseThrow(() -> new IllegalStateException("Expected agreement " + id + ", but there is none"));
    if (agreement.state() == Agreement.State.PREPARED) {
      send(agreement, "agreement-reminder", "reminded:" + job.jobKey(), legalName, job);
    }
  }

  /** Who comes first wins, the signature or the end of its time: both take the agreement's row. */
  @Transactional
  public Agreement.State expire(long id, String reason) {
    Agreement agreement = agreements.lock(id).orElseThrow(() -> new IllegalStateException("Expected agreement " + id + ", but there is none"));
    if (agreements.expire(id, clock.instant())) {
      trail.record(TrailEntry.of(agreement.partner().value(), "system", "agreement.expired", Map.of("agreement", id, "reason", reason))
          .in(agreement.processInstanceKey()));
      return Agreement.State.EXPIRED;
    }
    return agreement.state();
  }

  /** Nobody signs for a partner that is gone. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void moved(PartnerMoved event) {
    if (event.to().isFinal()) {
      agreements.prepared(event.partner()).forEach(id -> expire(id, event.to().name()));
    }
  }

  private void send(Agreement agreement, String template, String cause, String legalName, JobContext job) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("signerName", agreement.signerName());
    model.put("legalName", legalName);
    model.put("agreement", "A-" + agreement.id());
    model.put("signUntil", DatesInWords.day(agreement.signUntil()));
    model.put("link", SigningLinks.link(agreement, Agreements.Purpose.SIGN, cause));
    mail(agreement, template, "agreement:" + agreement.id() + ":" + cause, model, job.elementId());
  }

  void mail(Agreement agreement, String template, String key, Map<String, Object> model, @Nullable String elementId) {
    mails.enqueue(new MailRequest(key, template, agreement.signerEmail(), model, agreement.partner().value(), agreement.processInstanceKey(), elementId));
  }
}
