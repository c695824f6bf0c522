package dev.entente.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without a screen that goes between the application and a provider, and follows no redirect unasked. */
class ProviderBrowser {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" (?:value|content)=\"([^\"]+)\"");

  private final String base;
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  ProviderBrowser(int port) {
    base = "http://localhost:" + port;
  }

  HttpResponse<String> get(String address) throws IOException, InterruptedException {
    return http.send(page(address), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> getMeanwhile(String address) {
    return http.sendAsync(page(address), BodyHandlers.ofString());
  }

  /** As a script of a page asks for data. */
  HttpResponse<String> getPart(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "application/json").build(), BodyHandlers.ofString());
  }

  /** @return where the application leads to after the provider has sent the browser back */
  String signIn() throws IOException, InterruptedException {
    String provider = location(get("/oauth2/authorization/company"));
    assertThat(provider).startsWith("http://localhost").contains("code_challenge=", "nonce=", "state=");
    return location(get(location(get(provider))));
  }

  HttpResponse<String> decide(String token, long task) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(URI.create(base + "/tasks/" + task + "/complete")).header("Content-Type", "application/json")
        .header("Accept", "application/json").header("X-CSRF-TOKEN", token)
        .POST(BodyPublishers.ofString("{\"variables\":{\"applicationDecision\":\"APPROVE\"}}")).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String token, String form) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", "application/x-www-form-urlencoded")
        .header("Accept", "text/html").POST(BodyPublishers.ofString("_csrf=" + token + form)).build(), BodyHandlers.ofString());
  }

  static String token(HttpResponse<String> page) {
    Matcher token = TOKEN.matcher(page.body());
    assertThat(token.find()).as("a token on a page that answered " + page.statusCode()).isTrue();
    return token.group(1);
  }

  static String location(HttpResponse<?> response) {
    assertThat(response.statusCode()).as(String.valueOf(response.body())).isEqualTo(302);
    return response.headers().firstValue("Location").orElseThrow();
  }

  private HttpRequest page(String address) {
    return HttpRequest.newBuilder(URI.create(address.startsWith("/") ? base + address : address)).header("Accept", "text/html").build();
  }
}
