package dev.entente.engine;

import dev.entente.engine.store.Instance;
import dev.entente.engine.store.UserTasks;

/** What people do with user tasks. */
final class UserTaskCommands {

  private final Runtime runtime;

  UserTaskCommands(Runtime runtime) {
    this.runtime = runtime;
  }

  void assign(Commands.AssignUserTask command) {
    if (command.assignee().isBlank()) {
      throw Rejected.invalid("Expected an assignee, but it is empty");
    }
    runtime.run(execution -> {
      UserTasks.Open task = lock(command.userTaskKey(), "ASSIGN");
      if (task.assignee() != null && !task.assignee().equals(command.assignee()) && !command.allowOverride()) {
        throw Rejected.state("Command 'ASSIGN' rejected with code 'INVALID_STATE': Expected user task %d to be unassigned, but it is assigned",
            command.userTaskKey());
      }
      runtime.userTasks.assign(task.key(), command.assignee());
    });
  }

  void unassign(long key) {
    runtime.run(execution -> {
      lock(key, "UNASSIGN");
      runtime.userTasks.assign(key, null);
    });
  }

  void update(Commands.UpdateUserTask command) {
    if (command.present().contains("priority") && (command.priority() < 0 || command.priority() > 100)) {
      throw Rejected.invalid("Expected the priority to be between 0 and 100, but it is %d", command.priority());
    }
    runtime.run(execution -> {
      lock(command.userTaskKey(), "UPDATE");
      runtime.userTasks.update(command.userTaskKey(), command.present(), command.dueDate(), command.followUpDate(), command.candidateGroups(),
          command.candidateUsers(), command.priority());
    });
  }

  void complete(Commands.CompleteUserTask command) {
    runtime.run(execution -> {
      long root = runtime.userTasks.lockRoot(command.userTaskKey()).orElseThrow(() -> missing(command.userTaskKey(), "COMPLETE"));
      UserTasks.Open task = lock(command.userTaskKey(), "COMPLETE");
      execution.load(root);
      Instance instance = execution.instance(task.elementInstanceKey());
      runtime.userTasks.complete(task.key(), execution.now);
      execution.interpreter.deliver(instance, command.variables());
      execution.interpreter.completeLater(instance);
    });
  }

  private UserTasks.Open lock(long key, String intent) {
    return runtime.userTasks.lock(key).orElseThrow(() -> missing(key, intent));
  }

  private static Rejected missing(long key, String intent) {
    return Rejected.notFound("Command '%s' rejected with code 'NOT_FOUND': Expected user task with key '%d', but no such open user task was found", intent, key);
  }
}
