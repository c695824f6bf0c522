package dev.entente.termination;

import dev.entente.partner.PartnerId;
import dev.entente.process.GivesAccess;
import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps of a termination until access is unwound: terms, notice, called off or begun, other processes stopped, wind-down. */
@Component
class TerminationJobs {

  private final TerminationSteps proceeding;
  private final CallOff callOff;
  private final ProcessTermination stopping;
  private final Terminations terminations;
  private final WindDown windDown;

  TerminationJobs(TerminationSteps proceeding, CallOff callOff, ProcessTermination stopping, Terminations terminations, WindDown windDown) {
    this.proceeding = proceeding;
    this.callOff = callOff;
    this.stopping = stopping;
    this.terminations = terminations;
    this.windDown = windDown;
  }

  record RecordTermsInput(long terminationId, Termination.Terms terms) {}

  record GiveNoticeInput(long terminationId, @Nullable String approvalId) {}

  /** @param callOffAs null where the case itself says so */
  record CallOffInput(long terminationId, Termination.@Nullable State callOffAs) {}

  record StopProcessesInput(long terminationId, int stopRound) {}

  record BeginUnwindInput(long terminationId, String certificateTimeLimit) {}

  record GrantWindDownInput(long terminationId) {}

  record EndWindDownInput(PartnerId partnerId, long terminationId) {}

  /** Writes the decided terms to the case. */
  @JobType("termination.recordTerms")
  Outcome recordTerms(RecordTermsInput input) {
    proceeding.recordTerms(input.terminationId(), input.terms());
    return Outcome.completed();
  }

  /** Gives the partner notice, from when on it is granted nothing new. */
  @JobType("termination.giveNotice")
  Outcome giveNotice(GiveNoticeInput input, JobContext job) {
    try {
      return Outcome.completed(Map.of("noticeEndsAt", proceeding.giveNotice(input.terminationId(), input.approvalId(), job).toString()));
    } catch (CalledOff meanwhile) {
      return calledOff(meanwhile);
    }
  }

  /** Ends a case before its unwind; the partner goes on. */
  @JobType("termination.callOff")
  Outcome callOff(CallOffInput input, JobContext job) {
    callOff.callOff(input.terminationId(), input.callOffAs(), job);
    return Outcome.completed();
  }

  /** Tells the other processes of the partner to stop, and says how many have not yet. */
  @JobType("termination.stopProcesses")
  Outcome stopProcesses(StopProcessesInput input, JobContext job) {
    int running = stopping.stop(terminations.get(input.terminationId()), input.stopRound(), job);
    return Outcome.completed(Map.of("othersRunning", running, "stopRound", input.stopRound() + 1));
  }

  /** Begins the unwind and writes down what the partner owes. */
  @JobType("termination.beginUnwind")
  Outcome beginUnwind(BeginUnwindInput input, JobContext job) {
    try {
      TerminationSteps.Unwind unwind = proceeding.beginUnwind(input.terminationId(), Duration.parse(input.certificateTimeLimit()), job);
      return Outcome.completed(Map.of("certificateKinds", unwind.certificateKinds(), "stopRound", 0));
    } catch (CalledOff before) {
      return calledOff(before);
    }
  }

  private static Outcome calledOff(CalledOff already) {
    return Outcome.error("CALLED_OFF", String.valueOf(already.getMessage()));
  }

  /** Keeps for end customers what the terms leave them. */
  @JobType("termination.grantWindDown")
  @GivesAccess(notUndoneBecause = "Existing end customers keep it until its day, on which end-customer-wind-down ends it")
  Outcome grantWindDown(GrantWindDownInput input, JobContext job) {
    windDown.grant(input.terminationId(), job);
    return Outcome.completed();
  }

  /** Ends what end customers had kept. */
  @JobType("termination.endWindDown")
  Outcome endWindDown(EndWindDownInput input) {
    windDown.end(input.partnerId(), input.terminationId());
    return Outcome.completed();
  }
}
