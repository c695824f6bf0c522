package dev.entente.provisioning;

import java.util.List;

/** Stands in for a target that is switched off or can't be used as it is set up: every call waits for somebody to mend that. */
class UnusableTarget implements TargetSystem {

  private final String id;
  private final boolean byHand;
  private final String settings;
  private final String reason;

  /** @param settings their digest */
  UnusableTarget(Target target, String settings, String reason) {
    this.id = target.id();
    this.byHand = target.kind() == TargetKind.BY_HAND;
    this.settings = settings;
    this.reason = reason;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String settings() {
    return settings;
  }

  @Override
  public String grant(Access access) {
    throw unavailable();
  }

  @Override
  public void revoke(Access access) {
    throw unavailable();
  }

  @Override
  public boolean verify(Access access) {
    throw unavailable();
  }

  @Override
  public List<Access> list() {
    throw unavailable();
  }

  @Override
  public List<Access> disabled() {
    throw unavailable();
  }

  @Override
  public boolean disable(Access access) {
    throw unavailable();
  }

  @Override
  public boolean byHand() {
    return byHand;
  }

  private TargetUnavailable unavailable() {
    return new TargetUnavailable("Target " + id + " can't be asked: " + reason, null);
  }
}
