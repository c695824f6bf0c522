package dev.entente.life;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser: reads pages, sends forms, keeps the session. */
final class Visitor {

  private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final int port;
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).connectTimeout(Duration.ofSeconds(2)).build();

  private Visitor(int port) {
    this.port = port;
  }

  /** One of the vendor's people. */
  static Visitor staff(RunningProduct product, String name) {
    Visitor visitor = new Visitor(product.port());
    visitor.submit("/login", "/login", Map.of("username", name, "password", name));
    return visitor;
  }

  /** A partner's contact, with the link that was mailed. */
  static Visitor partner(RunningProduct product, String link) {
    Visitor visitor = new Visitor(product.port());
    visitor.submit(link, link, Map.of());
    return visitor;
  }

  static Visitor stranger(RunningProduct product) {
    return new Visitor(product.port());
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  /** Sends the form of a page; a redirect is an answer, everything else but that is none. */
  void submit(String page, String path, Map<String, String> values) {
    HttpResponse<String> shown = get(page);
    Matcher token = FORM_TOKEN.matcher(shown.body());
    if (!token.find()) {
      throw new AssertionError("Expected a form on " + page + ", but got " + shown.statusCode() + ": " + shown.body());
    }
    String form = values.entrySet().stream().map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "_csrf=" + token.group(1) + "&", ""));
    HttpResponse<String> answer = send(request(path).POST(BodyPublishers.ofString(form)).header("Content-Type", "application/x-www-form-urlencoded"));
    if (answer.statusCode() / 100 != 3) {
      throw new AssertionError("Expected " + path + " to take the form, but got " + answer.statusCode() + ": " + answer.body());
    }
  }

  /** What the page links to, or sends forms to, by the first group of the expression. */
  Set<String> links(String page, Pattern expression) {
    Matcher matcher = expression.matcher(get(page).body());
    Set<String> found = new LinkedHashSet<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(60)).header("Accept", "text/html");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
