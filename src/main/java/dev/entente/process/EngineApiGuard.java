package dev.entente.process;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Keeps the runtime's API from being a way around the application: what anybody but the application itself changes there is recorded with their name, and
 * refused where four eyes decide or where the application's own workers answer.
 */
@Component
@ConditionalOnProperty(name = "entente.engine.embedded", havingValue = "true", matchIfMissing = true)
class EngineApiGuard implements HandlerInterceptor {

  static final String PATHS = "/v2/**";

  private static final Pattern TASK_DONE = Pattern.compile("/v2/user-tasks/(\\d+)/completion");
  private static final Pattern TASK = Pattern.compile("/v2/user-tasks/(\\d+)(/.*)?");
  private static final Pattern JOB_DONE = Pattern.compile("/v2/jobs/(\\d+)(/completion|/error)?");
  /** Asked by POST, and changing nothing; activation is asked all the time, and what comes of it is told by another call. */
  private static final Pattern LOOKING = Pattern.compile(".*(/search|/statistics(/.*)?|/evaluation|/activation)");

  private final UserTasks tasks;
  private final EngineClient engine;
  private final ModelCheck check;
  private final CamundaProperties properties;
  private final EngineCommandLog log;

  EngineApiGuard(UserTasks tasks, EngineClient engine, ModelCheck check, CamundaProperties properties, EngineCommandLog log) {
    this.tasks = tasks;
    this.engine = engine;
    this.check = check;
    this.properties = properties;
    this.log = log;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (isOfConcern(request)) {
      refuseWhere(objection(path(request)), HttpStatus.FORBIDDEN, request);
      refuseWhere(findings(request), HttpStatus.BAD_REQUEST, request);
    }
    return true;
  }

  @Override
  public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
    if (isOfConcern(request) && response.getStatus() < 400) {
      record(request, "engine.commandGiven");
    }
  }

  private boolean isOfConcern(HttpServletRequest request) {
    String user = request.getRemoteUser();
    boolean application = properties.auth() != null && user != null && user.equals(properties.auth().username());
    return !application && !request.getMethod().equals("GET") && !LOOKING.matcher(path(request)).matches();
  }

  private void refuseWhere(Optional<String> objection, HttpStatus status, HttpServletRequest request) {
    objection.ifPresent(why -> {
      record(request, "engine.commandRefused");
      throw new ResponseStatusException(status, why);
    });
  }

  /** What is wrong with the files of a deployment. */
  private Optional<String> findings(HttpServletRequest request) {
    if (!path(request).equals("/v2/deployments") || !(request instanceof MultipartHttpServletRequest parts)) {
      return Optional.empty();
    }
    List<String> findings = new ArrayList<>();
    parts.getMultiFileMap().values().stream().flatMap(List::stream).forEach(file -> check.checkForeign(String.valueOf(file.getOriginalFilename()), content(file))
        .forEach(finding -> findings.add(file.getOriginalFilename() + ": " + finding.elementId() + ": " + finding.message())));
    return findings.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", findings));
  }

  private static byte[] content(MultipartFile file) {
    try {
      return file.getBytes();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Optional<String> objection(String path) {
    Matcher task = TASK_DONE.matcher(path);
    if (task.matches()) {
      return tasks.find(Long.parseLong(task.group(1))).filter(UserTask::needsFourEyes)
          .map(found -> "This task is decided by four eyes, and so only where who decides is known: on /tasks/" + found.key() + ", or by POST /api/tasks/"
              + found.key() + "/complete.");
    }
    Matcher job = JOB_DONE.matcher(path);
    return job.matches() ? jobType(Long.parseLong(job.group(1))).filter(type -> check.jobTypes().contains(type))
        .map(type -> "Jobs of type " + type + " are answered by the application's own worker.") : Optional.empty();
  }

  private Optional<String> jobType(long key) {
    return engine.ask(client -> client.newJobSearchRequest().filter(filter -> filter.jobKey(key))).items().stream().findFirst().map(found -> found.getType());
  }

  private void record(HttpServletRequest request, String action) {
    String path = path(request);
    Matcher task = TASK.matcher(path);
    String subject = task.matches() ? tasks.find(Long.parseLong(task.group(1))).map(UserTask::businessId).orElse("engine") : "engine";
    log.record(subject, String.valueOf(request.getRemoteUser()), action, request.getMethod() + " " + path);
  }

  private static String path(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }
}
