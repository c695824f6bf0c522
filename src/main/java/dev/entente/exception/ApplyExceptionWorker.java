package dev.entente.exception;

import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.process.Worker;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Dates an approved exception and tells the process what is to be changed; one that does not fit any more is the error EXCEPTION_NOT_APPLICABLE. */
@Component
class ApplyExceptionWorker implements Worker<ApplyExceptionWorker.Input> {

  record Input(String partnerId, String exceptionId) {}

  private final ApplyingExceptions applying;
  private final Wording wording;

  ApplyExceptionWorker(ApplyingExceptions applying, Wording wording) {
    this.applying = applying;
    this.wording = wording;
  }

  @Override
  public String jobType() {
    return "exception.apply";
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Outcome work(Input input, JobContext job) {
    return applying.apply(new PartnerId(input.partnerId()), input.exceptionId(), job)
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
}
