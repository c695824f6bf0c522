package dev.entente.access.target;

import java.util.List;

/** Stands in for a target that is switched off or can't be used as it is set up: every call waits for somebody to mend that. */
class UnusableTarget implements TargetSystem {

  private final String id;
  private final String reason;

  UnusableTarget(String id, String reason) {
    this.id = id;
    this.reason = reason;
  }

  @Override
  public String id() {
    return id;
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

  private TargetUnavailable unavailable() {
    return new TargetUnavailable("Target " + id + " can't be asked: " + reason, null);
  }
}
