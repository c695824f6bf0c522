package dev.entente.process;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
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
  private final JobHandlers handlers;
  private final CamundaProperties properties;
  private final EngineCommandLog log;

  EngineApiGuard(UserTasks tasks, EngineClient engine, JobHandlers handlers, CamundaProperties properties, EngineCommandLog log) {
    this.tasks = tasks;
    this.engine = engine;
    this.handlers = handlers;
    this.properties = properties;
    this.log = log;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (isOfConcern(request)) {
      objection(path(request)).ifPresent(why -> {
        record(request, "engine.commandRefused");
        throw new ResponseStatusException(HttpStatus.FORBIDDEN, why);
      });
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

  private Optional<String> objection(String path) {
    Matcher task = TASK_DONE.matcher(path);
    if (task.matches()) {
      return tasks.find(Long.parseLong(task.group(1))).filter(UserTask::needsFourEyes)
          .map(found -> "This task is decided by four eyes, and so only where who decides is known: on /tasks/" + found.key() + ", or by POST /api/tasks/"
              + found.key() + "/complete.");
    }
    Matcher job = JOB_DONE.matcher(path);
    return job.matches() ? jobType(Long.parseLong(job.group(1))).filter(type -> handlers.all().stream().anyMatch(one -> one.jobType().equals(type)))
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
