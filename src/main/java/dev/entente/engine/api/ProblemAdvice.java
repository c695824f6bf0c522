package dev.entente.engine.api;

import dev.entente.engine.Rejected;
import dev.entente.engine.expression.EvaluationFailed;
import dev.entente.engine.expression.InvalidExpression;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Answers every failure of the API's controllers with a problem document. */
@RestControllerAdvice(basePackageClasses = ProblemAdvice.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> rejected(Rejected rejected, HttpServletRequest request) {
    HttpStatus status = switch (rejected.code()) {
      case INVALID_ARGUMENT -> HttpStatus.BAD_REQUEST;
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case INVALID_STATE, ALREADY_EXISTS -> HttpStatus.CONFLICT;
    };
    return problem(status, rejected.code().name(), rejected.getMessage(), request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> badRequest(BadRequest bad, HttpServletRequest request) {
    return problem(HttpStatus.BAD_REQUEST, "INVALID_ARGUMENT", bad.getMessage(), request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unknown(EntityNotFound unknown, HttpServletRequest request) {
    return problem(HttpStatus.NOT_FOUND, "NOT_FOUND", unknown.getMessage(), request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> timedOut(RequestTimedOut late, HttpServletRequest request) {
    return problem(HttpStatus.GATEWAY_TIMEOUT, "DEADLINE_EXCEEDED", late.getMessage(), request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> notOffered(NotImplemented missing, HttpServletRequest request) {
    return problem(HttpStatus.NOT_IMPLEMENTED, "UNIMPLEMENTED", missing.getMessage(), request);
  }

  @ExceptionHandler({InvalidExpression.class, EvaluationFailed.class})
  ResponseEntity<ProblemDetail> expression(RuntimeException invalid, HttpServletRequest request) {
    return problem(HttpStatus.BAD_REQUEST, "INVALID_ARGUMENT", invalid.getMessage(), request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
    return problem(HttpStatus.BAD_REQUEST, "Bad Request", "Request property cannot be parsed: the body is no JSON object.", request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> wrongKey(MethodArgumentTypeMismatchException wrong, HttpServletRequest request) {
    return problem(HttpStatus.BAD_REQUEST, "Bad Request", "Failed to convert '%s' with value: '%s'".formatted(wrong.getName(), wrong.getValue()), request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> other(Exception failure, HttpServletRequest request) throws Exception {
    if (failure instanceof org.springframework.security.access.AccessDeniedException) {
      throw failure;
    }
    if (failure instanceof ErrorResponse known) {
      return problem(known.getStatusCode(), String.valueOf(known.getBody().getTitle()), String.valueOf(known.getBody().getDetail()), request);
    }
    Rejected unstorable = failure instanceof DataAccessException database ? Rejected.unstorable(database) : null;
    if (unstorable != null) {
      return rejected(unstorable, request);
    }
    LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
    return problem(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL", "Unexpected error occurred during the request processing.", request);
  }

  static ResponseEntity<ProblemDetail> problem(HttpStatusCode status, String title, String detail, HttpServletRequest request) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("about:blank"));
    problem.setTitle(title);
    try {
      problem.setInstance(new URI(request.getRequestURI()));
    } catch (URISyntaxException notAnUri) {
      // left out: clients drop what is no URI
    }
    return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
  }
}
