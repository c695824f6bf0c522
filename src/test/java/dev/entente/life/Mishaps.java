package dev.entente.life;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills the product once in each phase: in the step, and there at the moment, that a seed chooses: while it asks a target for a change, or when
 * somebody looks for the n-th time.
 */
final class Mishaps {

  private static final int CHANGES = 6;
  private static final int LOOKS = 12;

  private final RunningProduct product;
  private final Random random;
  private final AtomicInteger changesLeft = new AtomicInteger();
  private final AtomicInteger kills = new AtomicInteger();
  private int stepsLeft;
  private int looksLeft;
  private volatile boolean planned;

  Mishaps(RunningProduct product, long seed) {
    this.product = product;
    this.random = new Random(seed);
  }

  /** @param steps that the phase has at most */
  void phase(int steps) {
    stepsLeft = random.nextInt(steps);
  }

  void step() {
    if (stepsLeft-- != 0) {
      return;
    }
    changesLeft.set(1 + random.nextInt(CHANGES));
    looksLeft = 1 + random.nextInt(LOOKS);
    planned = true;
  }

  /** A target is asked for a change. */
  void change() {
    if (planned && changesLeft.decrementAndGet() == 0) {
      kill();
    }
  }

  /** Starts the product again where it was killed. */
  void look() {
    if (planned && --looksLeft <= 0) {
      kill();
    }
    product.revive();
  }

  /** The step is over: it does not end without its kill. */
  void over() {
    if (planned) {
      kill();
    }
    product.revive();
  }

  int kills() {
    return kills.get();
  }

  private synchronized void kill() {
    if (planned) {
      planned = false;
      kills.incrementAndGet();
      product.kill();
    }
  }
}
