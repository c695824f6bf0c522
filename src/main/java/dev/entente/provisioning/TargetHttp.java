package dev.entente.provisioning;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to a target: bounded in time and size, never following a redirect, since secrets go only to the address that was set up.
 *
 * <p>The time is that of the whole exchange: a body that comes byte by byte is given up too.
 */
class TargetHttp {

  static final int LARGEST_ANSWER = 16 * 1024 * 1024;
  private static final int SHOWN = 300;

  private final CloseableHttpAsyncClient client;
  private final Duration timeout;

  TargetHttp(TargetNetwork network, Duration timeout) {
    this.client = network.http();
    this.timeout = timeout;
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
    BasicHttpRequest request = new BasicHttpRequest(method, url);
    headers.forEach(request::setHeader);
    String what = method + " " + url.getPath();
    Answer answer = exchange(what, new BasicRequestProducer(request, body == null ? null : content(headers, body)));
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

  private static AsyncEntityProducer content(Map<String, String> headers, String body) {
    return new BasicAsyncEntityProducer(body.getBytes(StandardCharsets.UTF_8), ContentType.parse(headers.getOrDefault("Content-Type", "application/json")));
  }

  private Answer exchange(String what, BasicRequestProducer request) {
    Future<Answer> answer = client.execute(request, new BoundedAnswer(LARGEST_ANSWER), null);
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      throw tooSlow(what, slow);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof BoundedAnswer.TooLarge) {
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

  private TargetUnavailable tooSlow(String what, Throwable cause) {
    return new TargetUnavailable(what + " was not answered within " + timeout.toMillis() + " ms", cause);
  }

  /** Collects an answer up to a size. */
  private static final class BoundedAnswer extends AbstractBinResponseConsumer<Answer> {

    /** The answer is larger than anything a target has to say. */
    private static final class TooLarge extends IOException {}

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final int most;
    private int status;

    private BoundedAnswer(int most) {
      this.most = most;
    }

    @Override
    protected void start(HttpResponse response, @Nullable ContentType type) {
      status = response.getCode();
    }

    @Override
    protected int capacityIncrement() {
      return Integer.MAX_VALUE;
    }

    @Override
    protected void data(ByteBuffer part, boolean last) throws IOException {
      if (body.size() + part.remaining() > most) {
        throw new TooLarge();
      }
      byte[] bytes = new byte[part.remaining()];
      part.get(bytes);
      body.write(bytes, 0, bytes.length);
    }

    @Override
    protected Answer buildResult() {
      return new Answer(status, body.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {}

    @Override
    public void releaseResources() {}
  }
}
