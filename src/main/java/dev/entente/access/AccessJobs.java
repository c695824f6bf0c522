package dev.entente.access;

import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.partner.PartnerId;
import dev.entente.process.GivesAccess;
import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import org.springframework.stereotype.Component;

/** All access of a partner or of a contact: given to who joins, taken from who leaves, suspended, restored. */
@Component
class AccessJobs {

  private final WelcomeMails welcoming;
  private final ContactAccess access;
  private final Suspending suspending;
  private final Revoking revoking;

  AccessJobs(WelcomeMails welcoming, ContactAccess access, Suspending suspending, Revoking revoking) {
    this.welcoming = welcoming;
    this.access = access;
    this.suspending = suspending;
    this.revoking = revoking;
  }

  record OfPartner(PartnerId partnerId) {}

  record GrantContactInput(PartnerId partnerId, long contactId) {}

  record RevokeContactInput(PartnerId partnerId, long contactId) {}

  record SuspendInput(PartnerId partnerId, String suspendReason) {}

  /** Welcomes the people of a partner that has become active. */
  @JobType("access.sendWelcome")
  Outcome sendWelcome(OfPartner input, JobContext job) {
    welcoming.welcome(input.partnerId(), job);
    return Outcome.completed();
  }

  /** Gives a contact an account and what the colleagues have. */
  @JobType("access.grantContact")
  @GivesAccess(undoneBy = "access.revokeContact")
  Outcome grantContact(GrantContactInput input, JobContext job) {
    access.grant(input.partnerId(), input.contactId(), job);
    return Outcome.completed();
  }

  /** Takes all access from a contact; also undoes {@link AccessJobs#grantContact}. */
  @JobType("access.revokeContact")
  Outcome revokeContact(RevokeContactInput input, JobContext job) {
    access.revoke(input.partnerId(), input.contactId(), job);
    return Outcome.completed();
  }

  /** Suspends a partner's access as a step of a process. */
  @JobType("access.suspend")
  @GivesAccess(notUndoneBecause = "It takes; only a suspension that somebody lifts meanwhile gives back what it took")
  Outcome suspend(SuspendInput input, JobContext job) {
    suspending.suspend(input.partnerId(), input.suspendReason(), job.processInstanceKey());
    return Outcome.completed();
  }

  /** Gives again what the same process suspended. */
  @JobType("access.restore")
  @GivesAccess(notUndoneBecause = "It undoes: the partner has no more than before")
  Outcome restore(OfPartner input, JobContext job) {
    suspending.restore(input.partnerId(), job.processInstanceKey());
    return Outcome.completed();
  }

  /** Revokes everything a partner has, whoever granted it, before its process closes. */
  @JobType("access.revokeAll")
  Outcome revokeAll(OfPartner input, JobContext job) {
    revoking.revokeAll(input.partnerId(), "The partner leaves", Origin.of(job));
    return Outcome.completed();
  }
}
