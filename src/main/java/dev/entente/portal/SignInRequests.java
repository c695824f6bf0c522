package dev.entente.portal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Looks up who asked for a link after the answer was given: neither what it says nor how long it takes tells whether an address is known.
 *
 * <p>What waits here is lost when the application ends, and when more ask than it can take; then a person asks again.
 */
@Component
class SignInRequests implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(SignInRequests.class);
  private static final int WAITING = 500;

  private final SignInLinks links;
  private final ThreadPoolExecutor worker = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING),
      task -> new Thread(task, "portal-sign-in"), new DiscardPolicy());

  SignInRequests(SignInLinks links) {
    this.links = links;
  }

  void take(String email) {
    worker.execute(() -> send(email));
  }

  private void send(String email) {
    try {
      links.sendTo(email);
    } catch (RuntimeException failed) {
      LOG.error("A sign-in link could not be sent", failed);
    }
  }

  @Override
  public void destroy() {
    worker.shutdownNow();
  }
}
