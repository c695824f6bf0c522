package dev.entente.engine.behavior;

/** Elements that wait for nothing. */
final class PassThroughBehavior implements Behavior {

  @Override
  public ActivationOutcome activate(ElementContext context) {
    return ActivationOutcome.Pass.ON;
  }
}
