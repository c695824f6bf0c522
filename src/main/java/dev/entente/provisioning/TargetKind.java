package dev.entente.provisioning;

/** How a target is spoken to. */
public enum TargetKind {
  LDAP, SCIM, CONNID, WEBHOOK, BY_HAND, LICENSE
}
