package dev.entente.tasks;

import dev.entente.process.UserTask;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;

/**
 * Who looks at tasks or acts on them.
 *
 * @param emails that the identity provider names
 * @param standingIn what others have handed to the user for now, cut down to the groups that they are in
 */
record Actor(String user, Set<String> roles, Set<String> groups, Set<String> emails, List<Delegation> standingIn) {

  private static final Set<String> LOOKERS = Set.of("AUDITOR", "ADMIN", "PROCESS_OWNER", "PARTNER_MANAGER");

  /** Somebody who stands in for nobody. */
  static Actor of(String user, Collection<? extends GrantedAuthority> authorities) {
    Set<String> roles = new TreeSet<>();
    Set<String> groups = new TreeSet<>();
    for (GrantedAuthority granted : authorities) {
      String authority = String.valueOf(granted.getAuthority());
      if (authority.startsWith("ROLE_")) {
        roles.add(authority.substring("ROLE_".length()));
      } else if (authority.startsWith("GROUP_")) {
        groups.add(authority.substring("GROUP_".length()));
      }
    }
    return new Actor(user, roles, groups, Set.of(), List.of());
  }

  Actor withEmail(String email) {
    return new Actor(user, roles, groups, Set.of(email), standingIn);
  }

  Actor standingIn(List<Delegation> delegations) {
    return new Actor(user, roles, groups, emails, delegations);
  }

  Members.Member asMember() {
    return new Members.Member(user, groups, isAuditor());
  }

  boolean isAuditor() {
    return roles.contains("AUDITOR");
  }

  boolean seesAll() {
    return roles.stream().anyMatch(LOOKERS::contains);
  }

  /** Also what the user claimed and may not decide any more. */
  boolean maySee(UserTask task, @Nullable String kind) {
    return seesAll() || isCandidate(task) || user.equals(task.assignee()) || standingIn.stream().anyMatch(one -> one.covers(task, kind));
  }

  /** As whom the user may act: first as itself where it is one of those who are asked, then in place of others; as nobody when the list is empty. */
  List<OnBehalfOf> voices(UserTask task, @Nullable String kind) {
    if (isAuditor()) {
      return List.of();
    }
    Stream<OnBehalfOf> own = isCandidate(task) ? Stream.of(OnBehalfOf.OWN) : Stream.of();
    return Stream.concat(own, standingIn.stream().filter(one -> one.covers(task, kind)).map(one -> new OnBehalfOf(one.delegator())).distinct()).toList();
  }

  /** Membership counts, and not who claimed the task: somebody may have left the group since. */
  private boolean isCandidate(UserTask task) {
    boolean forAnybody = task.candidateGroups().isEmpty() && task.candidateUsers().isEmpty();
    return task.candidateUsers().contains(user) || task.candidateGroups().stream().anyMatch(groups::contains) || forAnybody && user.equals(task.assignee());
  }
}
