package dev.entente.engine.api;

import dev.entente.engine.Commands;
import dev.entente.engine.Engine;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** User tasks: assign, unassign, update, complete. */
@RestController
@RequestMapping("/v2/user-tasks/{key}")
class UserTaskController {

  private static final List<String> CHANGEABLE = List.of("dueDate", "followUpDate", "candidateUsers", "candidateGroups", "priority");

  private final Engine engine;

  UserTaskController(Engine engine) {
    this.engine = engine;
  }

  @PostMapping("/assignment")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void assign(@PathVariable long key, @RequestBody(required = false) @Nullable ObjectNode json) {
    Body body = Body.of(json, "assignee", "allowOverride", "action");
    engine.assignUserTask(new Commands.AssignUserTask(key, body.required("assignee"), body.bool("allowOverride", true)));
  }

  @DeleteMapping("/assignee")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unassign(@PathVariable long key) {
    engine.unassignUserTask(key);
  }

  @PostMapping("/completion")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void complete(@PathVariable long key, @RequestBody(required = false) @Nullable ObjectNode json) {
    Body body = Body.of(json, "variables", "action");
    engine.completeUserTask(new Commands.CompleteUserTask(key, body.variables()));
  }

  @PatchMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void update(@PathVariable long key, @RequestBody(required = false) @Nullable ObjectNode json) {
    ObjectNode changes = Body.of(json, "changeset", "action").node("changeset");
    Body body = Body.of(changes, CHANGEABLE.toArray(String[]::new));
    Set<String> present = changes == null ? Set.of() : changed(changes);
    if (present.isEmpty()) {
      throw new BadRequest("No update data provided. Provide at least one of %s.", CHANGEABLE);
    }
    int priority = body.integer("priority", 50);
    if (priority < 0 || priority > 100) {
      throw new BadRequest("The value for priority is '%d' but must be within the [0,100] range.", priority);
    }
    engine.updateUserTask(new Commands.UpdateUserTask(key, present, body.instant("dueDate"), body.instant("followUpDate"),
        body.strings("candidateGroups"), body.strings("candidateUsers"), priority));
  }

  /** Null means keep; an empty text or list clears. */
  private static Set<String> changed(ObjectNode changes) {
    return CHANGEABLE.stream().flatMap(name -> changes.hasNonNull(name) ? Stream.of(name) : Stream.empty()).collect(Collectors.toSet());
  }
}
