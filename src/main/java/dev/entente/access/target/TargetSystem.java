package dev.entente.access.target;

import java.util.List;

/**
 * An outside system in which access is given and taken.
 *
 * <p>Every call reads before it writes: granting what is granted, and revoking what is gone, changes nothing and succeeds. Technical trouble is
 * thrown as {@link TargetUnavailable}; a refusal by the target as {@link TargetRefused}.
 */
public interface TargetSystem {

  /** The id that entitlements name as their target. */
  String id();

  /** Gives the role and answers the target's own id of what now exists (a DN, a token id). */
  String grant(Access access);

  void revoke(Access access);

  boolean verify(Access access);

  /** All access that the target holds, for comparing with the ledger. */
  List<Access> list();

  /**
   * One role for one holder.
   *
   * @param holder stable id in the target: the partner id, or a contact's mail address
   * @param displayName for people who read the target
   */
  record Access(String partnerId, String holder, String displayName, String role) {}
}
