package dev.entente.exception;

import dev.entente.exception.ExceptionCase.State;
import dev.entente.exception.ExceptionList.Filter;
import dev.entente.identity.Roles;
import dev.entente.partner.PartnerId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Exceptions for other systems. */
@RestController
@RequestMapping("/api/exceptions")
@PreAuthorize(Roles.STAFF)
class ExceptionsApi {

  private final ExceptionList list;
  private final ExceptionCases cases;
  private final ExceptionRequests requesting;
  private final ExceptionExpiry ending;
  private final ExceptionWording wording;
  private final MessageSource messages;

  ExceptionsApi(ExceptionList list, ExceptionCases cases, ExceptionRequests requesting, ExceptionExpiry ending, ExceptionWording wording, MessageSource messages) {
    this.list = list;
    this.cases = cases;
    this.requesting = requesting;
    this.ending = ending;
    this.wording = wording;
    this.messages = messages;
  }

  record Listed(String id, String partnerId, String kind, String scope, @Nullable Integer amount, int days, String what, String reason, String owner,
      String requestedBy, Instant requestedAt, @Nullable String extendsId, int renewal, String state, @Nullable Instant startsAt, @Nullable Instant endsAt,
      @Nullable Instant endedAt, @Nullable String endReason, @Nullable String revokedBy, @Nullable String note) {}

  record Page(List<Listed> items, int page, int size, long total) {}

  record NewException(@Nullable String partnerId, @Nullable String kind, @Nullable String scope, @Nullable Integer amount, @Nullable Integer days,
      @Nullable String reason) {}

  record Extension(@Nullable Integer days, @Nullable String reason) {}

  record Revocation(@Nullable String reason) {}

  record FieldError(String field, String reason) {}

  @GetMapping
  Page all(@RequestParam(required = false) @Size(max = 20) @Nullable String partner, @RequestParam(required = false) @Nullable ExceptionKind kind,
      @RequestParam(required = false) @Nullable State state, @RequestParam(required = false) @Size(max = 40) @Nullable String owner,
      @RequestParam(required = false) @Min(0) @Max(999) @Nullable Integer endsWithin,
      @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) int page, @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
    ExceptionList.Page found = list.find(new Filter(partner, kind, state, owner, endsWithin), page, size);
    return new Page(found.items().stream().map(row -> listed(row.exception(), row.what())).toList(), page, size, found.total());
  }

  @GetMapping("/{id}")
  Listed one(@PathVariable String id) {
    return listed(cases.get(id));
  }

  @PostMapping
  @PreAuthorize(ExceptionRoles.REQUESTERS)
  ResponseEntity<?> request(@RequestBody NewException wish, Authentication user) {
    if (wish.partnerId() == null || !wish.partnerId().matches("P-\\d{5,12}")) {
      return problem(HttpStatus.BAD_REQUEST, List.of(new FieldError("partnerId", wording.text("exception.problem.partner", LocaleContextHolder.getLocale()))));
    }
    return answer(requesting.request(new PartnerId(wish.partnerId()), new ExceptionRequest(wish.kind(), wish.scope(), text(wish.amount()), text(wish.days()), wish.reason()), user.getName()));
  }

  @PostMapping("/{id}/extend")
  @PreAuthorize(ExceptionRoles.REQUESTERS)
  ResponseEntity<?> extend(@PathVariable String id, @RequestBody Extension wish, Authentication user) {
    return answer(requesting.extend(id, new ExceptionRequest(null, null, null, text(wish.days()), wish.reason()), user.getName()));
  }

  @PostMapping("/{id}/revoke")
  ResponseEntity<?> revoke(@PathVariable String id, @RequestBody Revocation revocation, Authentication user) {
    ExceptionCase exception = cases.get(id);
    ExceptionRoles.demandRevoker(user, exception);
    String why = revocation.reason() == null ? "" : revocation.reason();
    String wrong = RevokeReason.problem(why).orElse(null);
    if (wrong != null) {
      return problem(HttpStatus.BAD_REQUEST, List.of(new FieldError("reason", wording.text(wrong, LocaleContextHolder.getLocale()))));
    }
    if (!ending.revoke(id, user.getName(), why.strip())) {
      return problem(HttpStatus.CONFLICT, List.of(new FieldError("state", wording.text("exception.revoke.tooLate", LocaleContextHolder.getLocale()))));
    }
    return ResponseEntity.ok(listed(cases.get(id)));
  }

  private ResponseEntity<?> answer(ExceptionRequests.Answer answer) {
    if (answer.requested() != null) {
      return ResponseEntity.created(URI.create("/api/exceptions/" + answer.requested().id())).body(listed(answer.requested()));
    }
    return problem(HttpStatus.BAD_REQUEST, answer.problems().stream()
        .map(problem -> new FieldError(problem.field(), messages.getMessage(problem, LocaleContextHolder.getLocale()))).toList());
  }

  private static ResponseEntity<ProblemDetail> problem(HttpStatus status, List<FieldError> errors) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status,
        errors.stream().map(error -> error.field() + ": " + error.reason()).collect(Collectors.joining(" ")));
    problem.setProperty("errors", errors);
    return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
  }

  private static String text(@Nullable Integer number) {
    return number == null ? "" : number.toString();
  }

  private Listed listed(ExceptionCase exception) {
    return listed(exception, wording.what(exception, LocaleContextHolder.getLocale()));
  }

  private static Listed listed(ExceptionCase one, String what) {
    return new Listed(one.id(), one.partner().value(), one.kind().name(), one.scope(), one.amount(), one.days(), what, one.reason(), one.owner(),
        one.requestedBy(), one.requestedAt(), one.extendsId(), one.renewal(), one.state().name(), one.startsAt(), one.endsAt(), one.endedAt(),
        one.endReason() == null ? null : one.endReason().name(), one.revokedBy(), one.note());
  }
}
