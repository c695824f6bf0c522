package dev.entente.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns what a controller of an API throws and does not map itself into problem details; pages get the error page. */
@Configuration(proxyBeanMethods = false)
class ProblemResolver implements WebMvcConfigurer {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemResolver.class);

  private final ProblemWriter writer;
  private final UploadLimit limit;
  private final Translator translator = new Translator();

  ProblemResolver(ProblemWriter writer, UploadLimit limit) {
    this.writer = writer;
    this.limit = limit;
  }

  /** After the controllers' and features' own handlers, before the defaults. */
  @Override
  public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
    resolvers.add(Math.min(1, resolvers.size()), this::resolve);
  }

  private @Nullable ModelAndView resolve(HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception e) {
    if (!ProblemWriter.concerns(request.getRequestURI()) || e instanceof AccessDeniedException || e instanceof AuthenticationException
        || response.isCommitted()) {
      return null;
    }
    try {
      response.resetBuffer();
      writer.write(response, problem(request, e));
      return new ModelAndView();
    } catch (IOException gone) {
      LOG.debug("The caller of {} went away", request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
      return new ModelAndView();
    }
  }

  private ProblemDetail problem(HttpServletRequest request, Exception e) {
    if (e instanceof MaxUploadSizeExceededException) {
      return ProblemWriter.problem(HttpStatus.CONTENT_TOO_LARGE, limit.message());
    }
    if (e instanceof MethodArgumentNotValidException invalid) {
      return ProblemWriter.problem(HttpStatus.BAD_REQUEST, fields(invalid));
    }
    ResponseStatus declared = AnnotatedElementUtils.findMergedAnnotation(e.getClass(), ResponseStatus.class);
    if (declared != null) {
      return ProblemWriter.problem(declared.code(), e.getMessage());
    }
    ResponseEntity<Object> translated = translator.translate(e, request);
    if (translated != null && translated.getBody() instanceof ProblemDetail detail) {
      return detail;
    }
    if (e instanceof ErrorResponse error) {
      return error.getBody();
    }
    // the pattern, not the address: an address can hold a one-time token
    LOG.error("{} {} failed", request.getMethod(), request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), e);
    return ProblemWriter.problem(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side; nothing was half done. Try again later.");
  }

  private static String fields(MethodArgumentNotValidException invalid) {
    List<String> messages = invalid.getBindingResult().getAllErrors().stream()
        .map(error -> (error instanceof FieldError field ? field.getField() : error.getObjectName()) + ": " + error.getDefaultMessage())
        .sorted().toList();
    return String.join("; ", messages);
  }

  /** What the framework knows of its own exceptions. */
  private static final class Translator extends ResponseEntityExceptionHandler {

    @Nullable ResponseEntity<Object> translate(Exception e, HttpServletRequest request) {
      try {
        return handleException(e, new ServletWebRequest(request));
      } catch (Exception unknown) {
        return null;
      }
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(@Nullable Object body, org.springframework.http.HttpHeaders headers, HttpStatusCode status,
        org.springframework.web.context.request.WebRequest request) {
      return new ResponseEntity<>(body, status);
    }
  }
}
