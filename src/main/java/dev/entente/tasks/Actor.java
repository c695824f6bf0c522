package dev.entente.tasks;

import dev.entente.process.UserTask;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** Who looks at tasks or acts on them. */
record Actor(String user, Set<String> roles, Set<String> groups) {

  private static final Set<String> LOOKERS = Set.of("AUDITOR", "ADMIN", "PROCESS_OWNER", "PARTNER_MANAGER");

  static Actor of(Authentication authentication) {
    Set<String> roles = new TreeSet<>();
    Set<String> groups = new TreeSet<>();
    for (GrantedAuthority granted : authentication.getAuthorities()) {
      String authority = String.valueOf(granted.getAuthority());
      if (authority.startsWith("ROLE_")) {
        roles.add(authority.substring("ROLE_".length()));
      } else if (authority.startsWith("GROUP_")) {
        groups.add(authority.substring("GROUP_".length()));
      }
    }
    return new Actor(authentication.getName(), roles, groups);
  }

  boolean seesAll() {
    return roles.stream().anyMatch(LOOKERS::contains);
  }

  boolean maySee(UserTask task) {
    return seesAll() || isCandidate(task) || user.equals(task.assignee());
  }

  boolean mayAct(UserTask task) {
    return !roles.contains("AUDITOR") && (isCandidate(task) || user.equals(task.assignee()));
  }

  private boolean isCandidate(UserTask task) {
    return task.candidateUsers().contains(user) || task.candidateGroups().stream().anyMatch(groups::contains);
  }
}
