package dev.entente.provisioning;

/** Somebody was asked to do it by hand and has not confirmed it yet; no trouble, and asking again soon changes nothing. */
public class AwaitsPerson extends TargetUnavailable {

  public AwaitsPerson(String message) {
    super(message, null);
  }
}
