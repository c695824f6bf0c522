package dev.entente.engine;

import dev.entente.engine.store.ElementInstance;
import dev.entente.engine.store.Rows;
import dev.entente.engine.store.UserTaskStore;
import java.util.Set;

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
      if (task.row().assignee() != null && !task.row().assignee().equals(command.assignee()) && !command.allowOverride()) {
        throw Rejected.state("Command 'ASSIGN' rejected with code 'INVALID_STATE': Expected user task %d to be unassigned, but it is assigned",
            command.userTaskKey());
      }
      context.work.change(task.assigned(command.assignee()));
    });
  }

  void unassign(long key) {
    runtime.run(context -> {
      context.work.change(lock(key, "UNASSIGN").assigned(null));
    });
  }

  void update(Commands.UpdateUserTask command) {
    if (command.present().contains("priority") && (command.priority() < 0 || command.priority() > 100)) {
      throw Rejected.invalid("Expected the priority to be between 0 and 100, but it is %d", command.priority());
    }
    runtime.run(context -> {
      context.work.change(updated(lock(command.userTaskKey(), "UPDATE").row(), command));
    });
  }

  private static Rows.UserTaskChange updated(Rows.UserTaskChange row, Commands.UpdateUserTask command) {
    Set<String> present = command.present();
    return new Rows.UserTaskChange(row.key(), row.state(), row.assignee(),
        present.contains("candidateGroups") ? command.candidateGroups() : row.candidateGroups(),
        present.contains("candidateUsers") ? command.candidateUsers() : row.candidateUsers(),
        present.contains("dueDate") ? command.dueDate() : row.dueDate(),
        present.contains("followUpDate") ? command.followUpDate() : row.followUpDate(),
        present.contains("priority") ? command.priority() : row.priority(), null);
  }

  void complete(Commands.CompleteUserTask command) {
    runtime.run(context -> {
      UserTaskStore.Open task = runtime.userTasks.lockWithRoot(command.userTaskKey())
          .orElseThrow(() -> missing(command.userTaskKey(), "COMPLETE"));
      context.load(task.rootKey(), task.elementInstanceKey());
      ElementInstance instance = context.instance(task.elementInstanceKey());
      context.work.change(task.completed(context.now));
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
