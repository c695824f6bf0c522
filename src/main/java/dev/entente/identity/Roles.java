package dev.entente.identity;

/** Who may do what, as expressions of method security: each set of roles and groups that several pages share, once. */
public final class Roles {

  /** Whoever works for the vendor, the auditor included; neither partners nor products. */
  public static final String STAFF = "hasAnyRole('PARTNER_MANAGER','APPROVER','PROCESS_OWNER','AUDITOR','ADMIN')";
  public static final String PARTNER_MANAGERS = "hasAnyRole('PARTNER_MANAGER','ADMIN')";
  public static final String PROCESS_OPERATORS = "hasAnyRole('PARTNER_MANAGER','PROCESS_OWNER','ADMIN')";
  public static final String AUDITORS = "hasAnyRole('AUDITOR','ADMIN')";
  public static final String ADMINS = "hasRole('ADMIN')";
  /** Who may end or suspend a partnership at once. */
  public static final String ENFORCERS = "hasAnyRole('PARTNER_MANAGER','ADMIN') or hasAnyAuthority('GROUP_compliance','GROUP_legal')";
  /** Who decides on what a threshold has held. */
  public static final String COMPLIANCE = "hasRole('ADMIN') or hasAnyAuthority('GROUP_compliance','GROUP_legal')";

  private Roles() {}
}
