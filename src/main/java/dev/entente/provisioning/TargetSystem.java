package dev.entente.provisioning;

import java.util.List;
import java.util.Optional;

/**
 * An outside system in which access is given and taken.
 *
 * <p>Every call reads before it writes: granting what is granted, and revoking what is gone, changes nothing and succeeds. Technical trouble is
 * thrown as {@link TargetUnavailable}; a refusal by the target as {@link TargetRefused}; work that a person has yet to do as {@link AwaitsPerson}.
 */
public interface TargetSystem {

  /** The role of merely being known to the target; the partner's own entry, or a person's. */
  String ACCOUNT = "account";

  /** The id that entitlements name as their target. */
  String id();

  /** A digest of how it is set up, so that a change of it can be seen; empty where it is set up for a look only. */
  default String settings() {
    return "";
  }

  /** Gives the role and answers the target's own id of what now exists (a DN, a token id); an account that was disabled works again. */
  String grant(Access access);

  void revoke(Access access);

  /** Undoes a grant that took the place of this one: the holder has again what it had, unchanged where the target can do that. */
  default String giveBack(Access access) {
    return grant(access);
  }

  /** Whether the access can be used now: it is there, and its account is not disabled. */
  boolean verify(Access access);

  /** The target's own id of the account, which no renaming, moving or re-labeling changes; empty where it has none, or the account is not there. */
  default Optional<String> stableId(Access account) {
    return Optional.empty();
  }

  /** Where an account that can be used is now, wherever it is and whomever it is said to belong to; empty where there is none of this id. */
  default Optional<String> locate(String stableId) {
    return Optional.empty();
  }

  /** All access that the target holds, that of disabled accounts included, for comparing with the ledger. */
  List<Access> list();

  /** The part of {@link #list} that is there but can't be used, such as disabled accounts; empty where the target knows no such thing. */
  default List<Access> disabled() {
    return List.of();
  }

  /** Makes an account unusable but keeps it and what it holds; false where the target can't, or has no such account. Granting it again enables it. */
  default boolean disable(Access access) {
    return false;
  }

  /** Asks the target something harmless, to see whether it can be used as it is set up; never throws for what the target does. */
  default Health test() {
    try {
      return Health.good(list().size());
    } catch (TargetUnavailable | TargetRefused trouble) {
      return Health.bad(String.valueOf(trouble.getMessage()));
    }
  }

  /** Whether people do what is asked, so that it may take days. */
  default boolean byHand() {
    return false;
  }

  /** What granting a role makes beside it, and revoking the role leaves. */
  default Accounts accounts() {
    return Accounts.NONE;
  }

  /** Whose accounts roles bring with them. */
  enum Accounts {
    NONE,
    /** The holder's. */
    HOLDER,
    /** The holder's, below one of the partner. */
    HOLDER_BELOW_PARTNER
  }

  /** What the holder shows to use the access, such as a signed token; most targets have none. */
  default Optional<String> credential(Access access) {
    return Optional.empty();
  }

  /**
   * One role for one holder.
   *
   * @param holder stable id in the target: the partner id, or a contact's mail address
   * @param displayName for people who read the target
   */
  record Access(String partnerId, String holder, String displayName, String role) {

    public boolean heldByPartner() {
      return holder.equals(partnerId);
    }
  }
}
