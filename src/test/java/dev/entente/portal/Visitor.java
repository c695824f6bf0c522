package dev.entente.portal;

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

/** A browser without a screen: follows no redirects, keeps cookies, fills forms. */
class Visitor {

  private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final int port;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

  Visitor(int port) {
    this.port = port;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  /** Posts with the token of the form on that page. */
  HttpResponse<String> post(String page, String path, Map<String, String> values) throws IOException, InterruptedException {
    HttpResponse<String> shown = get(page);
    Matcher token = FORM_TOKEN.matcher(shown.body());
    assertThat(token.find()).as("a form on " + page + ", which answered " + shown.statusCode()).isTrue();
    return postWith(token.group(1), path, values);
  }

  HttpResponse<String> postWith(String token, String path, Map<String, String> values) throws IOException, InterruptedException {
    String form = values.entrySet().stream().map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "_csrf=" + token + "&", ""));
    return http.send(request(path).POST(BodyPublishers.ofString(form)).header("Content-Type", "application/x-www-form-urlencoded").build(),
        BodyHandlers.ofString());
  }

  String cookie() {
    return cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals("JSESSIONID")).findFirst().orElseThrow().getValue();
  }

  static String location(HttpResponse<?> response) {
    assertThat(response.statusCode()).isEqualTo(302);
    return URI.create(response.headers().firstValue("Location").orElseThrow()).getPath();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).header("Accept", "text/html");
  }
}
