package dev.entente.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.EntenteTest;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;

@EntenteTest
class SecurityTest {

  @LocalServerPort
  int port;

  @Autowired
  Environment environment;

  HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  @Test
  void aPersonIsLedToTheSignInAndProgramsAreAskedForAPassword() throws Exception {
    HttpResponse<String> page = send(get("/partners").header("Accept", "text/html"));
    HttpResponse<String> api = send(get("/api/partners"));
    HttpResponse<String> part = send(get("/partners").header("HX-Request", "true"));

    assertThat(page.statusCode()).isEqualTo(302);
    assertThat(page.headers().firstValue("Location").orElseThrow()).endsWith("/login");
    assertThat(api.statusCode()).isEqualTo(401);
    assertThat(api.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
    assertThat(api.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Basic");
    assertThat(part.statusCode()).isEqualTo(401);
  }

  @Test
  void theSignInTakesRightPasswordsAndChangesTheSession() throws Exception {
    assertThat(signIn("manager", "wrong").headers().firstValue("Location").orElseThrow()).endsWith("/login?error");

    HttpResponse<String> signedIn = signIn("manager", "manager");

    assertThat(signedIn.statusCode()).isEqualTo(302);
    assertThat(signedIn.headers().firstValue("Location").orElseThrow()).doesNotContain("login");
    assertThat(signedIn.headers().firstValue("Set-Cookie").orElseThrow()).contains("HttpOnly").contains("SameSite=Lax");
  }

  @Test
  void aFormWithoutItsTokenIsRefused() throws Exception {
    HttpResponse<String> forged = send(request("/login").POST(BodyPublishers.ofString("username=manager&password=manager"))
        .header("Content-Type", "application/x-www-form-urlencoded").header("Accept", "text/html"));

    assertThat(forged.statusCode()).isEqualTo(403);
  }

  @Test
  void onlyTheRuntimesUsersReachTheRuntime() throws Exception {
    String internal = environment.getProperty("camunda.client.auth.username");
    String password = environment.getProperty("camunda.client.auth.password");

    assertThat(send(get("/v2/nothing-here").header("Authorization", basic("manager", "manager"))).statusCode()).isEqualTo(403);
    assertThat(send(get("/v2/nothing-here").header("Authorization", basic("admin", "admin"))).statusCode()).isEqualTo(404);
    assertThat(send(get("/v2/nothing-here").header("Authorization", basic(internal, password))).statusCode()).isEqualTo(404);
  }

  @Test
  void aProductHasLicensesVerifiedAndDoesNothingElse() throws Exception {
    String shop = basic("shop", "shop");
    HttpRequest.Builder verify = request("/api/licenses/verify").POST(BodyPublishers.ofString("{\"token\":\"x\"}"));

    HttpResponse<String> answer = send(verify.header("Content-Type", "application/json").header("Authorization", shop));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("forged");
    for (String path : List.of("/api/partners", "/api/tasks", "/api/partners/P-10001/licenses", "/v2/topology-of-mine", "/actuator/metrics", "/api/trail/verification")) {
      assertThat(send(get(path).header("Authorization", shop)).statusCode()).as(path).isEqualTo(403);
    }
    assertThat(signIn("shop", "shop").statusCode()).isEqualTo(302);
    assertThat(send(get("/partners").header("Accept", "text/html")).statusCode()).isEqualTo(403);
  }

  @Test
  void pagesForbidForeignContent() throws Exception {
    HttpResponse<String> login = send(get("/login"));

    assertThat(login.statusCode()).isEqualTo(200);
    assertThat(login.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("script-src 'self';").contains("frame-ancestors 'self'");
    assertThat(login.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void guessingIsSlowedDown() throws Exception {
    for (int attempt = 0; attempt < ThrottledSignIn.FAILURES; attempt++) {
      assertThat(send(get("/api/x").header("Authorization", basic("nobody", "guess" + attempt))).statusCode()).isEqualTo(401);
    }

    HttpResponse<String> refused = send(get("/api/x").header("Authorization", basic("nobody", "another")));

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("try again in a minute");
  }

  @Test
  void whatIsNotThereIsSaidToPeopleAndPrograms() throws Exception {
    signIn("auditor", "auditor");

    HttpResponse<String> page = send(get("/no-such-page").header("Accept", "text/html"));
    HttpResponse<String> api = send(get("/api/no-such-thing").header("Authorization", basic("auditor", "auditor")));

    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("There is nothing here").doesNotContain("NoResourceFound");
    assertThat(api.statusCode()).isEqualTo(404);
    assertThat(api.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
  }

  @Test
  void anUploadThatIsTooLargeIsRefusedWithTheLimit() throws Exception {
    byte[] large = new byte[50 * 1024 * 1024];

    HttpResponse<String> announced = send(request("/api/applications/import").POST(BodyPublishers.ofByteArray(large))
        .header("Content-Type", "text/csv").header("Authorization", basic("manager", "manager")));

    assertThat(announced.statusCode()).isEqualTo(413);
    assertThat(announced.body()).contains("5 MB at most");
  }

  private HttpResponse<String> signIn(String name, String password) throws IOException, InterruptedException {
    Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(send(get("/login")).body());
    assertThat(token.find()).isTrue();
    return send(request("/login").POST(BodyPublishers.ofString("username=" + name + "&password=" + password + "&_csrf=" + token.group(1)))
        .header("Content-Type", "application/x-www-form-urlencoded"));
  }

  private HttpRequest.Builder get(String path) {
    return request(path).GET();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String basic(String name, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
