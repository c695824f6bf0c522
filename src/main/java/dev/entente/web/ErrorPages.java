package dev.entente.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.ModelAndView;

/** Says what went wrong: a page to people, problem details to programs; never a stack trace or an unplanned message. */
@Controller
class ErrorPages implements ErrorController {

  private final ProblemWriter problems;
  private final UploadLimit limit;

  ErrorPages(ProblemWriter problems, UploadLimit limit) {
    this.problems = problems;
    this.limit = limit;
  }

  @RequestMapping("/error")
  @Nullable ModelAndView error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object error = request.getAttribute(DispatcherServlet.EXCEPTION_ATTRIBUTE);
    if (error == null) {
      error = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    }
    HttpStatus status = status(request, error);
    String message = message(request, status, error);
    String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    if (ProblemWriter.concerns(path)) {
      problems.write(response, ProblemWriter.problem(status, message == null ? status.getReasonPhrase() : message));
      return null;
    }
    ModelAndView page = new ModelAndView(path.equals("/portal") || path.startsWith("/portal/") ? "page/portal/error" : "page/error");
    page.setStatus(status);
    page.addObject("status", status.value());
    page.addObject("message", message);
    return page;
  }

  private static HttpStatus status(HttpServletRequest request, @Nullable Object error) {
    if (error instanceof MaxUploadSizeExceededException) {
      return HttpStatus.CONTENT_TOO_LARGE;
    }
    HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? HttpStatus.resolve(code) : null;
    return status == null ? HttpStatus.NOT_FOUND : status;
  }

  /** Only what was written for people. */
  private @Nullable String message(HttpServletRequest request, HttpStatus status, @Nullable Object error) {
    if (status == HttpStatus.CONTENT_TOO_LARGE) {
      return limit.message();
    }
    if (error instanceof ResponseStatusException planned && status.is4xxClientError()) {
      return planned.getReason();
    }
    boolean declared = error instanceof Exception e && AnnotatedElementUtils.hasAnnotation(e.getClass(), ResponseStatus.class);
    return declared ? ((Exception) error).getMessage() : null;
  }
}
