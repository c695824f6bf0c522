package dev.entente.life;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product in a process of its own, with everything embedded that the test does not play: it can be killed and started again on the same data. */
final class RunningProduct implements AutoCloseable {

  /** How long a job stays with a worker that is gone. */
  private static final Duration LOST_WORK = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final int port = freePort();
  private final Path folder;
  private final List<String> settings;
  private final Map<String, String> secrets;
  private volatile Process process;
  private volatile boolean killed;

  /** @param secrets what the environment tells it */
  RunningProduct(Path folder, List<String> settings, Map<String, String> secrets) {
    this.folder = folder;
    this.settings = settings;
    this.secrets = secrets;
    start();
  }

  private void start() {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC", "-Xmx768m", "-cp", classPath(), "dev.entente.EntenteApplication", "--spring.profiles.active=demo", "--server.port=" + port,
        "--entente.data=" + folder.resolve("data"), "--entente.engine.clock-controlled=true", "--entente.target.local-addresses=true",
        "--entente.worker.timeout=" + LOST_WORK.toSeconds() + "s"));
    command.addAll(settings);
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
      builder.environment().putAll(secrets);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ofMillis(500)).pollInterval(Duration.ofMillis(100)).until(this::isUp);
  }

  /** As when the machine loses its power: nothing gets the chance to say good-bye. Does not wait for the end. */
  void kill() {
    killed = true;
    process.destroyForcibly();
  }

  /** Starts it again if it was killed; what its workers held is offered anew. */
  boolean revive() {
    if (!killed) {
      return false;
    }
    awaitEnd();
    killed = false;
    start();
    passTime(LOST_WORK);
    return true;
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  JsonNode get(String user, String path) {
    return JSON.readTree(get(user, path, 200).body());
  }

  /** @param other status that is as good as 200 */
  HttpResponse<String> get(String user, String path, int other) {
    HttpResponse<String> response = send(user, "GET", path, null);
    Assertions.assertTrue(response.statusCode() == 200 || response.statusCode() == other, () -> "GET " + path + ": " + response.statusCode() + " " + response.body());
    return response;
  }

  HttpResponse<String> post(String user, String path, Object body) {
    return send(user, "POST", path, JSON.writeValueAsString(body));
  }

  JsonNode read(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  void passTime(Duration time) {
    HttpResponse<String> response = post("admin", "/actuator/clock/add", Map.of("offsetMilli", time.toMillis()));
    Assertions.assertEquals(200, response.statusCode(), response::body);
  }

  Instant now() {
    return Instant.parse(get("admin", "/actuator/clock").get("instant").stringValue());
  }

  Path log() {
    return folder.resolve("product.log");
  }

  private HttpResponse<String> send(String user, String method, String path, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(60))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString((user + ":" + user).getBytes()))
        .header("Accept", "application/json")
        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean isUp() {
    if (!process.isAlive()) {
      throw new AssertionError("Expected the product to start, but it ended; see " + log() + ":\n" + lastLines());
    }
    try {
      return send("admin", "GET", "/actuator/health", null).statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    } catch (IOException e) {
      return "(no log)";
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("Expected the product to end within a minute, but it runs on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Without the tests; the test runner names what it needs once more by a jar of its own. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).filter(path -> !path.contains("surefire") && !path.endsWith("test-classes"))
        .distinct().collect(Collectors.joining(File.pathSeparator));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
