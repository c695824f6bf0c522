package dev.entente.termination;

/** The case was called off before the step that was to be taken; the diagram catches it. */
class CalledOff extends RuntimeException {

  CalledOff(long termination) {
    super("Termination " + termination + " was called off");
  }
}
