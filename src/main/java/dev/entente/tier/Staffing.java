package dev.entente.tier;

import dev.entente.program.Program.Track;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The best assignment of certified people to the roles that a tier asks for.
 *
 * @param needed roles in all
 * @param technicalNeeded of them at least
 * @param filled as many as any assignment can fill
 * @param counted who fills which role
 * @param uncounted held, but filling nothing: the person fills as many roles as it may, or no such role is left
 * @param closing who would fill one more role with which certification, those with the fewest courses to go first
 */
record Staffing(int needed, int technicalNeeded, int filled, int technicalFilled, List<Counted> counted, List<Holding> uncounted, List<Closing> closing) {

  /**
   * @param contact null for a role that an exception waives
   * @param curriculum what the person is certified in
   * @param seat TECHNICAL where it fills one of the technical roles, null for any of the others
   */
  record Counted(@Nullable Long contact, String curriculum, @Nullable Track seat) {}

  record Holding(long contact, String curriculum) {}

  /** @param contact null for a person who is not with the partner yet */
  record Closing(@Nullable Long contact, String curriculum, List<String> missingCourses) {}

  boolean complete() {
    return filled >= needed;
  }
}
