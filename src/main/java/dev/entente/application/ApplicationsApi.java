package dev.entente.application;

import dev.entente.application.ApplicationIntake.Accepted;
import dev.entente.application.ApplicationIntake.Answer;
import dev.entente.application.ApplicationIntake.Duplicate;
import dev.entente.application.ApplicationIntake.Invalid;
import dev.entente.application.ImportReader.MalformedCsv;
import dev.entente.identity.Roles;
import dev.entente.partner.FieldProblem;
import dev.entente.process.Processes;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Applications from other systems: one as JSON, many as CSV. */
@RestController
@RequestMapping("/api/applications")
@PreAuthorize(Roles.PARTNER_MANAGERS)
class ApplicationsApi {

  private static final int MAX_JSON = 256 * 1024;

  private final ApplicationIntake applying;
  private final DirectImport directImport;
  private final Processes processes;
  private final ProblemTexts texts;
  private final JsonMapper json = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  ApplicationsApi(ApplicationIntake applying, DirectImport directImport, Processes processes, ProblemTexts texts) {
    this.applying = applying;
    this.directImport = directImport;
    this.processes = processes;
    this.texts = texts;
  }

  /** @param processInstanceKey null when the engine can't be reached now; the start is kept and sent as soon as it can */
  record Created(String partnerId, @Nullable String processInstanceKey) {}

  record FieldError(String field, String message) {}

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @RequestBody(content = @Content(schema = @Schema(implementation = ApplicationRequest.class)))
  ResponseEntity<?> apply(HttpServletRequest request, Principal principal) throws IOException {
    ApplicationRequest application = json.readValue(BoundedBody.read(request, MAX_JSON), ApplicationRequest.class);
    if (application == null) {
      throw new BoundedBody.NotReadable("Expected an application as a JSON object, but got null");
    }
    Answer answer = applying.apply(application, principal.getName());
    if (answer instanceof Accepted accepted) {
      return created(accepted);
    }
    return answer instanceof Duplicate duplicate ? conflict(duplicate) : invalid(((Invalid) answer).problems());
  }

  @PostMapping(path = "/import", consumes = {"text/csv", MediaType.TEXT_PLAIN_VALUE})
  @RequestBody(content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  DirectImport.Result importAll(HttpServletRequest request, Principal principal) throws IOException {
    return directImport.run(BoundedBody.read(request, ImportReader.MAX_BYTES), principal.getName());
  }

  private ResponseEntity<Created> created(Accepted accepted) {
    OptionalLong instance = processes.dispatchNow(accepted.start());
    String id = accepted.partner().value();
    return ResponseEntity.created(URI.create("/api/partners/" + id))
        .body(new Created(id, instance.isPresent() ? String.valueOf(instance.getAsLong()) : null));
  }

  private ResponseEntity<ProblemDetail> conflict(Duplicate duplicate) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, texts.duplicate(duplicate.existing()));
    problem.setTitle("Already a partner or applicant");
    problem.setProperty("existing", duplicate.existing());
    return problem(problem);
  }

  private ResponseEntity<ProblemDetail> invalid(List<FieldProblem> problems) {
    List<FieldError> errors = problems.stream().map(problem -> new FieldError(problem.field(), texts.of(problem))).toList();
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, texts.all(problems));
    problem.setTitle("Application not accepted");
    problem.setProperty("errors", errors);
    return problem(problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> notCsv(MalformedCsv refusal) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, refusal.getMessage());
    problem.setTitle("Not a CSV file of applications");
    problem.setProperty("line", refusal.line());
    return problem(problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> notJson(JacksonException refusal) {
    String where = refusal.getLocation() == null ? "" : " (line " + refusal.getLocation().getLineNr() + ", column " + refusal.getLocation().getColumnNr() + ")";
    String reason = refusal.getOriginalMessage() == null ? "unreadable" : refusal.getOriginalMessage().lines().findFirst().orElse("unreadable");
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, reason.replaceAll("(dev|java)\\.[\\w.$]+", "a value") + where);
    problem.setTitle("Not an application in JSON");
    return problem(problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> tooLarge(BoundedBody.TooLarge refusal) {
    return problem(ProblemDetail.forStatusAndDetail(HttpStatus.CONTENT_TOO_LARGE, refusal.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> notReadable(BoundedBody.NotReadable refusal) {
    return problem(ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, refusal.getMessage()));
  }

  private static ResponseEntity<ProblemDetail> problem(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
  }
}
