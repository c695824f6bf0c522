package dev.entente.engine.behavior;

/** Elements that wait for nothing. */
final class PassBehavior implements Behavior {

  @Override
  public Outcome activate(Scene scene) {
    return Outcome.Pass.ON;
  }
}
