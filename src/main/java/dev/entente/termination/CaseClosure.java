package dev.entente.termination;

import dev.entente.document.Documents;
import dev.entente.identity.ReadableCode;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.portal.PortalSessions;
import dev.entente.process.JobContext;
import dev.entente.program.Programs;
import dev.entente.termination.Termination.State;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Closes a case that was proven: the document first, then one transaction. */
@Component
class CaseClosure {

  private final Terminations terminations;
  private final Proofs proofs;
  private final Material material;
  private final WindDown windDown;
  private final Partners partners;
  private final Programs programs;
  private final PortalSessions sessions;
  private final Documents documents;
  private final TerminationMails mails;
  private final Trail trail;
  private final TransactionTemplate transactions;
  private final Clock clock;

  CaseClosure(Terminations terminations, Proofs proofs, Material material, WindDown windDown, Partners partners, Programs programs, PortalSessions sessions, Documents documents,
      TerminationMails mails, Trail trail, TransactionTemplate transactions, Clock clock) {
    this.terminations = terminations;
    this.proofs = proofs;
    this.material = material;
    this.windDown = windDown;
    this.partners = partners;
    this.programs = programs;
    this.sessions = sessions;
    this.documents = documents;
    this.mails = mails;
    this.trail = trail;
    this.transactions = transactions;
    this.clock = clock;
  }

  void close(long id, JobContext job) {
    Termination termination = terminations.get(id);
    if (termination.state() == State.CLOSED) {
      return;
    }
    if (termination.dates().provenAt() == null) {
      throw new IllegalStateException("Expected termination " + id + " to be proven before it is closed, but it is not");
    }
    String code = ReadableCode.grouped();
    byte[] pdf = documents.renderPdf("termination", model(termination, code));
    transactions.executeWithoutResult(status -> {
      Termination now = terminations.lock(id);
      if (now.state() != State.CLOSED) {
        end(now, code, pdf, job);
      }
    });
  }

  private void end(Termination termination, String code, byte[] pdf, JobContext job) {
    if (!partners.facts(termination.partner()).stage().isFinal()) {
      partners.moveTo(termination.partner(), Stage.TERMINATING, Stage.TERMINATED, termination.reason().name(), "system", job.processInstanceKey());
    }
    sessions.revokeAll(termination.partner());
    partners.keepPapersUntil(termination.partner(), clock.instant().plus(Duration.ofDays(papersDays(termination))));
    terminations.closed(termination.id(), code, pdf);
    mails.closed(termination, code, job);
    trail.record(TrailEntry.of(termination.partner().value(), "system", "termination.closed", Map.of("termination", termination.id(), "code", code))
        .in(job.processInstanceKey()));
  }

  private int papersDays(Termination termination) {
    return programs.version(partners.facts(termination.partner()).programVersion()).termination().papersDays();
  }

  private Map<String, Object> model(Termination termination, String code) {
    PartnerFacts partner = partners.facts(termination.partner());
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("partner", partner.legalName());
    model.put("partnerId", partner.id().value());
    model.put("reason", termination.reason().name());
    model.put("noticedOn", TerminationMails.day(termination.dates().noticedAt()));
    model.put("noticeEndedOn", TerminationMails.day(termination.dates().noticeEndsAt()));
    model.put("closedOn", TerminationMails.day(clock.instant()));
    model.put("proofs", proofs.latest(termination.id()));
    model.put("certificates", material.of(termination.id()));
    model.put("rights", windDown.of(termination.id()));
    model.put("code", code);
    model.put("link", mails.link("/verify/termination/" + code));
    return model;
  }
}
