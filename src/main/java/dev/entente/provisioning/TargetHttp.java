package dev.entente.provisioning;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to a target: bounded in time and size, never following a redirect, since secrets go only to the address that was set up.
 *
 * <p>The time is that of the whole exchange: a body that comes byte by byte is given up too.
 */
class TargetHttp {

  static final int LARGEST_ANSWER = 16 * 1024 * 1024;
  private static final int SHOWN = 300;

  private final HttpClient client;
  private final Duration timeout;

  TargetHttp(Duration timeout) {
    this.timeout = timeout;
    this.client = HttpClient.newBuilder().connectTimeout(timeout).followRedirects(HttpClient.Redirect.NEVER).version(HttpClient.Version.HTTP_1_1).build();
  }

  record Answer(int status, String body) {

    boolean isGood() {
      return status / 100 == 2;
    }

    /** For a person who has to find out why; bounded, on one line. */
    String shown() {
      String text = body.replaceAll("\\s+", " ").strip();
      return status + (text.isEmpty() ? "" : ": " + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text));
    }
  }

  /**
   * Good answers, and those that say no: 4xx.
   *
   * @throws TargetUnavailable when it can't be reached, is too slow, is in trouble itself, or does not accept our secret
   */
  Answer send(String method, URI url, Map<String, String> headers, @Nullable String body) {
    BodyPublisher content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body, StandardCharsets.UTF_8);
    HttpRequest.Builder request = HttpRequest.newBuilder(url).method(method, content).timeout(timeout);
    headers.forEach(request::header);
    String what = method + " " + url.getPath();
    Answer answer = exchange(what, request.build());
    if (answer.status() / 100 == 3) {
      throw new TargetUnavailable(what + " was answered with a redirect (" + answer.status() + "), which is not followed; set the address it leads to", null);
    }
    if (answer.status() == 401 || answer.status() == 407) {
      throw new TargetUnavailable(what + ": the target does not accept the secret we have (" + answer.status() + ")", null);
    }
    if (answer.status() == 408 || answer.status() == 425 || answer.status() == 429 || answer.status() >= 500) {
      throw new TargetUnavailable(what + " was answered with " + answer.shown(), null);
    }
    return answer;
  }

  private Answer exchange(String what, HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, response -> new BoundedBody(LARGEST_ANSWER));
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    } catch (TimeoutException slow) {
      throw tooSlow(what, slow);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof HttpTimeoutException) {
        throw tooSlow(what, cause);
      }
      if (cause instanceof BoundedBody.TooLarge) {
        throw new TargetRefused(what + " was answered with more than " + LARGEST_ANSWER + " bytes", cause);
      }
      throw new TargetUnavailable(what + " failed: " + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()), cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new TargetUnavailable(what + " was interrupted", stopped);
    } finally {
      answer.cancel(true);
    }
  }

  /** Either the client's own limit, which does not count the body, or ours comes first. */
  private TargetUnavailable tooSlow(String what, Throwable cause) {
    return new TargetUnavailable(what + " was not answered within " + timeout.toMillis() + " ms", cause);
  }

  /** Collects an answer up to a size. */
  static final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {

    /** The answer is larger than anything a target has to say. */
    static final class TooLarge extends IOException {}

    private final HttpResponse.BodySubscriber<byte[]> all = HttpResponse.BodySubscribers.ofByteArray();
    private final int most;
    private long received;
    private Flow.@Nullable Subscription subscription;

    BoundedBody(int most) {
      this.most = most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
      return all.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      this.subscription = subscription;
      all.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> items) {
      received += items.stream().mapToLong(ByteBuffer::remaining).sum();
      if (received > most && subscription != null) {
        subscription.cancel();
        all.onError(new TooLarge());
        return;
      }
      all.onNext(items);
    }

    @Override
    public void onError(Throwable throwable) {
      all.onError(throwable);
    }

    @Override
    public void onComplete() {
      all.onComplete();
    }
  }
}
