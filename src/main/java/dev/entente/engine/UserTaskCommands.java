package dev.entente.engine;

import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.UserTaskStore;

/** What people do with user tasks. */
final class UserTaskCommands {

  private final EngineRuntime runtime;

  UserTaskCommands(EngineRuntime runtime) {
    this.runtime = runtime;
  }

  void assign(Commands.AssignUserTask command) {
    if (command.assignee().isBlank()) {
      throw Rejected.invalid("Expected an assignee, but it is empty");
    }
    runtime.run(context -> {
      UserTaskStore.Open task = lock(command.userTaskKey(), "ASSIGN");
      if (task.assignee() != null && !task.assignee().equals(command.assignee()) && !command.allowOverride()) {
        throw Rejected.state("Command 'ASSIGN' rejected with code 'INVALID_STATE': Expected user task %d to be unassigned, but it is assigned",
            command.userTaskKey());
      }
      runtime.userTasks.assign(task.key(), command.assignee());
    });
  }

  void unassign(long key) {
    runtime.run(context -> {
      lock(key, "UNASSIGN");
      runtime.userTasks.assign(key, null);
    });
  }

  void update(Commands.UpdateUserTask command) {
    if (command.present().contains("priority") && (command.priority() < 0 || command.priority() > 100)) {
      throw Rejected.invalid("Expected the priority to be between 0 and 100, but it is %d", command.priority());
    }
    runtime.run(context -> {
      lock(command.userTaskKey(), "UPDATE");
      runtime.userTasks.update(command.userTaskKey(), command.present(), command.dueDate(), command.followUpDate(), command.candidateGroups(),
          command.candidateUsers(), command.priority());
    });
  }

  void complete(Commands.CompleteUserTask command) {
    runtime.run(context -> {
      long root = runtime.userTasks.lockRoot(command.userTaskKey()).orElseThrow(() -> missing(command.userTaskKey(), "COMPLETE"));
      UserTaskStore.Open task = lock(command.userTaskKey(), "COMPLETE");
      context.load(root);
      ElementInstance instance = context.instance(task.elementInstanceKey());
      runtime.userTasks.complete(task.key(), context.now);
      context.interpreter.deliver(instance, command.variables());
      context.interpreter.completeLater(instance);
    });
  }

  private UserTaskStore.Open lock(long key, String intent) {
    return runtime.userTasks.lock(key).orElseThrow(() -> missing(key, intent));
  }

  private static Rejected missing(long key, String intent) {
    return Rejected.notFound("Command '%s' rejected with code 'NOT_FOUND': Expected user task with key '%d', but no such open user task was found", intent, key);
  }
}
