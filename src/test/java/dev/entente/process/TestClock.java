package dev.entente.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The clock of an application under test, moved the way a developer moves it. */
public final class TestClock {

  private TestClock() {}

  public static void move(int port, Duration by) {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/clock/add")).header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"offsetMilli\":" + by.toMillis() + "}")).build();
    try {
      HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
