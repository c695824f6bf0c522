package dev.entente.exception;

import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

/** Who may read, request and revoke. */
final class ExceptionRoles {

  static final String REQUESTERS = "hasAnyRole('PARTNER_MANAGER','APPROVER','ADMIN')";
  private static final Set<String> REVOKERS = Set.of("ROLE_PARTNER_MANAGER", "ROLE_ADMIN");

  private ExceptionRoles() {}

  static boolean mayRequest(Authentication user) {
    return user.getAuthorities().stream().anyMatch(one -> Set.of("ROLE_PARTNER_MANAGER", "ROLE_APPROVER", "ROLE_ADMIN").contains(one.getAuthority()));
  }

  /** Partner managers, and the group that answers for it. */
  static boolean mayRevoke(Authentication user, ExceptionCase exception) {
    return user.getAuthorities().stream().map(one -> String.valueOf(one.getAuthority()))
        .anyMatch(authority -> REVOKERS.contains(authority) || authority.equals("GROUP_" + exception.owner()));
  }

  /** Who asked for it, the group that answers for it, and partner managers. */
  static boolean mayWithdraw(Authentication user, ExceptionCase exception) {
    return user.getName().equals(exception.requestedBy()) || user.getAuthorities().stream().map(one -> String.valueOf(one.getAuthority()))
        .anyMatch(authority -> authority.equals("ROLE_PARTNER_MANAGER") || authority.equals("GROUP_" + exception.owner()));
  }

  static void demandWithdrawer(Authentication user, ExceptionCase exception) {
    if (!mayWithdraw(user, exception)) {
      throw new AccessDeniedException("Only who asked, partner managers and members of " + exception.owner() + " withdraw exception " + exception.id());
    }
  }

  static void demandRevoker(Authentication user, ExceptionCase exception) {
    if (!mayRevoke(user, exception)) {
      throw new AccessDeniedException("Only partner managers and members of " + exception.owner() + " revoke exception " + exception.id());
    }
  }
}
