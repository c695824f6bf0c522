package dev.entente.engine.api;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what no other controller of the API knows, so that clients get a problem document and no page. */
@RestController
class FallbackController {

  @RequestMapping("/v2/**")
  ResponseEntity<ProblemDetail> unknown(HttpServletRequest request) {
    return ProblemAdvice.problem(HttpStatus.NOT_FOUND, "NOT_FOUND",
        "The embedded runtime has no endpoint '%s %s'.".formatted(request.getMethod(), request.getRequestURI()), request);
  }
}
