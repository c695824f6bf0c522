package dev.entente.exception;

import dev.entente.access.PartnerAccess;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.JobType;
import dev.entente.process.Outcome;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps of an exception: confirmed, applied, told of, ended, reverted. */
@Component
class ExceptionJobs {

  private final ExceptionActivation applying;
  private final ExceptionWording wording;
  private final ExceptionExpiry ending;
  private final PartnerAccess access;

  ExceptionJobs(ExceptionActivation applying, ExceptionWording wording, ExceptionExpiry ending, PartnerAccess access) {
    this.applying = applying;
    this.wording = wording;
    this.ending = ending;
    this.access = access;
  }

  record ConfirmExceptionInput(PartnerId partnerId, String exceptionId) {}

  record ApplyExceptionInput(PartnerId partnerId, String exceptionId) {}

  record NoticeExpiryInput(PartnerId partnerId, String exceptionId) {}

  record TakeBackAccessInput(PartnerId partnerId, String exceptionId, String entitlement) {}

  record SettleExceptionInput(PartnerId partnerId, String exceptionId, @Nullable String endReason) {}

  record StopExceptionInput(PartnerId partnerId, String exceptionId) {}

  record CloseExceptionInput(PartnerId partnerId, String exceptionId, String approvalDecision) {}

  /** Says that an exception is in force, once all that it changes is changed. */
  @JobType("exception.confirm")
  Outcome confirm(ConfirmExceptionInput input, JobContext job) {
    applying.confirm(input.partnerId(), input.exceptionId(), job);
    return Outcome.completed();
  }

  /** Dates an approved exception and tells the process what is to be changed; one that does not fit any more is the error EXCEPTION_NOT_APPLICABLE. */
  @JobType("exception.apply")
  Outcome apply(ApplyExceptionInput input, JobContext job) {
    return applying.apply(input.partnerId(), input.exceptionId(), job)
        .map(scheduled -> Outcome.completed(variables(scheduled)))
        .orElseGet(() -> Outcome.error("EXCEPTION_NOT_APPLICABLE", "Exception " + input.exceptionId() + " does not fit the partner any more"));
  }

  private Map<String, Object> variables(ExceptionCase scheduled) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("exceptionChange", scheduled.change().name());
    variables.put("exceptionEndsAt", String.valueOf(scheduled.endsAt()));
    variables.put("exceptionNoticeAt", String.valueOf(applying.noticeAt(scheduled)));
    if (scheduled.change() == ExceptionCase.Change.ACCESS) {
      variables.put("entitlement", scheduled.scope());
      variables.put("grantEndsOn", String.valueOf(scheduled.endsAt().atOffset(ZoneOffset.UTC).toLocalDate()));
      variables.put("grantReason", "Exception " + scheduled.id() + ": " + wording.what(scheduled, Locale.ENGLISH));
      variables.put("grantOwner", scheduled.owner());
    }
    return variables;
  }

  /** Mails that an exception is about to end. */
  @JobType("exception.noticeExpiry")
  Outcome noticeExpiry(NoticeExpiryInput input, JobContext job) {
    applying.notice(input.partnerId(), input.exceptionId(), job);
    return Outcome.completed();
  }

  /** Undoes the grant of an early access, unless the partner has it from its tier or from another exception by now. */
  @JobType("exception.takeBackAccess")
  Outcome takeBackAccess(TakeBackAccessInput input, JobContext job) {
    access.takeBack(input.partnerId(), input.entitlement(), ExceptionAssignments.cause(input.exceptionId()), job);
    return Outcome.completed();
  }

  /** Closes an exception whose changes are taken back, and says so. */
  @JobType("exception.settle")
  Outcome settle(SettleExceptionInput input, JobContext job) {
    ending.settle(input.partnerId(), input.exceptionId(), input.endReason(), job);
    return Outcome.completed();
  }

  /** Lets an exception allow nothing any more, before what it changed elsewhere is taken back. */
  @JobType("exception.stop")
  Outcome stop(StopExceptionInput input, JobContext job) {
    ending.stop(input.partnerId(), input.exceptionId(), job);
    return Outcome.completed();
  }

  /** Closes a request that was not approved; the approval itself told the requester. */
  @JobType("exception.close")
  Outcome close(CloseExceptionInput input, JobContext job) {
    ending.close(input.partnerId(), input.exceptionId(), input.approvalDecision(), job);
    return Outcome.completed();
  }
}
