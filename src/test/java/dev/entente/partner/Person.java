package dev.entente.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Someone who uses the pages by their links and forms, without scripts. */
class Person {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).followRedirects(HttpClient.Redirect.NORMAL).build();
  private final String base;

  Person(int port) {
    this.base = "http://localhost:" + port;
  }

  Person signIn(String name) throws IOException, InterruptedException {
    post("/login", "/login", Map.of("username", name, "password", name));
    return this;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "text/html"));
  }

  /** @param form the page that holds the form, for its token */
  HttpResponse<String> post(String form, String path, Map<String, String> values) throws IOException, InterruptedException {
    String body = values.entrySet().stream().map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue())).collect(Collectors.joining("&"));
    return send(HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "text/html")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body + "&_csrf=" + encode(token(form)))));
  }

  HttpResponse<String> upload(String form, String path, String file) throws IOException, InterruptedException {
    String body = "--line\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token(form)
        + "\r\n--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"companies.csv\"\r\nContent-Type: text/csv\r\n\r\n" + file + "\r\n--line--\r\n";
    return send(HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "text/html")
        .header("Content-Type", "multipart/form-data; boundary=line")
        .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
  }

  private String token(String form) throws IOException, InterruptedException {
    Matcher token = TOKEN.matcher(get(form).body());
    assertThat(token.find()).as("a form at " + form).isTrue();
    return token.group(1);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
