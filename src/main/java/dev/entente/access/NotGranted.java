package dev.entente.access;

/** A step whose diagram foresees no failure was not granted; somebody has to look at it. */
class NotGranted extends RuntimeException {

  NotGranted(String reason) {
    super(reason);
  }
}
