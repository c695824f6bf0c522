package dev.entente.tasks;

import dev.entente.process.UserTask;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a feature has to say about the tasks of its own processes: what is shown beside the form, and whether a decision may be taken. */
public interface TaskExtension {

  boolean isFor(UserTask task);

  /** What tasks of this feature decide about, such as {@code TERMINATION}, by key of the task: in one query, however many there are. */
  default Map<Long, String> kinds(Collection<UserTask> tasks) {
    return Map.of();
  }

  /** Every kind that there may be, with the message key of its name. */
  default Map<String, String> allKinds() {
    return Map.of();
  }

  /** Where a fragment is found that shows what is decided about. */
  default Optional<String> beside(UserTask task) {
    return Optional.empty();
  }

  /** Names the state of what is shown beside the form; it travels with the decision and comes back as {@link Decision#shown}. */
  Optional<String> shown(UserTask task);

  /**
   * Looks at a decision before the engine hears of it, and answers the variables that it adds.
   *
   * @throws TaskRefused when it may not be taken, with the reason in words
   */
  Map<String, Object> checked(Decision decision);

  /**
   * A decision on its way.
   *
   * @param standsInFor whom the user acts for
   * @param values of the form, found valid
   * @param shown what {@link #shown} answered when the user saw the task, null when the user never asked
   */
  record Decision(UserTask task, String user, @Nullable String standsInFor, Map<String, Object> values, @Nullable String shown) {}
}
