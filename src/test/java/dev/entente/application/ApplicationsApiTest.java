package dev.entente.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.EntenteTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@EntenteTest
class ApplicationsApiTest {

  @LocalServerPort
  int port;

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.builder().build();
  private final String word = "q" + UUID.randomUUID().toString().replace("-", "");

  @Test
  void anApplicationIsCreatedAndCanBeReadAndFound() throws Exception {
    HttpResponse<String> created = post("/api/applications", "application/json", application("Köhler " + word));

    assertThat(created.statusCode()).isEqualTo(201);
    JsonNode body = json.readTree(created.body());
    String id = body.get("partnerId").stringValue();
    assertThat(body.has("processInstanceKey")).isTrue();
    assertThat(created.headers().firstValue("Location")).contains("/api/partners/" + id);

    JsonNode partner = json.readTree(get("/api/partners/" + id).body());
    assertThat(partner.get("partnerId").stringValue()).isEqualTo(id);
    assertThat(partner.get("stage").stringValue()).isEqualTo("APPLICANT");
    assertThat(partner.get("contacts").get(0).get("email").stringValue()).isEqualTo("ann@" + word + ".example");
    assertThat(partner.get("links").get("grants").stringValue()).isEqualTo("/api/partners/" + id + "/grants");

    JsonNode found = json.readTree(get("/api/partners?q=kohler%20" + word + "&stage=APPLICANT&tier=SILVER&country=DE&page=0&size=5").body());
    assertThat(found.get("total").intValue()).isEqualTo(1);
    assertThat(found.get("page").intValue()).isZero();
    assertThat(found.get("size").intValue()).isEqualTo(5);
    assertThat(found.get("items").get(0).get("partnerId").stringValue()).isEqualTo(id);
  }

  @Test
  void aDuplicateIsRefusedWithTheExistingPartner() throws Exception {
    JsonNode first = json.readTree(post("/api/applications", "application/json", application("Twice " + word)).body());

    HttpResponse<String> second = post("/api/applications", "application/json", application("TWICE " + word + " GmbH"));

    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = json.readTree(second.body());
    assertThat(problem.get("existing").get(0).get("partnerId")).isEqualTo(first.get("partnerId"));
    assertThat(problem.get("detail").stringValue()).contains(first.get("partnerId").stringValue());
  }

  @Test
  void whatIsWrongIsNamedByField() throws Exception {
    HttpResponse<String> response = post("/api/applications", "application/json",
        "{\"legalName\":\"A " + word + "\",\"country\":\"XX\",\"contacts\":[{\"name\":\"A\",\"email\":\"a\",\"role\":\"SIGNER\"}],\"requestedTier\":\"TIN\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    JsonNode errors = json.readTree(response.body()).get("errors");
    assertThat(errors.valueStream().map(error -> error.get("field").stringValue())).contains("country", "contacts[0].email", "requestedTier");
  }

  @Test
  void whatIsNoApplicationIsRefused() throws Exception {
    assertThat(post("/api/applications", "application/json", "{\"legalName\":").statusCode()).isEqualTo(400);
    assertThat(post("/api/applications", "application/json", "null").statusCode()).isEqualTo(400);
    assertThat(post("/api/applications", "application/json", "[]").statusCode()).isEqualTo(400);
    HttpResponse<String> unknown = post("/api/applications", "application/json", "{\"legalNam\":\"x\"}");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("legalNam").doesNotContain("dev.entente");
    assertThat(post("/api/applications", "application/json", "{\"legalName\":\"" + "x".repeat(300_000) + "\"}").statusCode()).isEqualTo(413);
  }

  @Test
  void aRepeatedImportDoublesNothing() throws Exception {
    String csv = "\uFEFFlegalName,country,website,registrationNumber,contactName,contactEmail,contactRole,requestedTier,markets\r\n"
        + "One " + word + ",US,,1" + word + ",Ann,ann@one.example,SIGNER,SILVER,US;CA\r\n"
        + "\"Two, " + word + "\",Ireland,,2" + word + ",Bob,bob@two.example,,,\r\n"
        + "Three " + word + ",ZZ,,3" + word + ",Cy,cy@three.example,,,\r\n";

    JsonNode first = json.readTree(post("/api/applications/import", "text/csv", csv).body());
    JsonNode second = json.readTree(post("/api/applications/import", "text/csv", csv).body());

    assertThat(first.get("total").intValue()).isEqualTo(3);
    assertThat(first.get("accepted").intValue()).isEqualTo(2);
    assertThat(first.get("rejected").intValue()).isEqualTo(1);
    assertThat(first.get("rows").valueStream().map(row -> row.get("status").stringValue())).containsExactly("ACCEPTED", "ACCEPTED", "INVALID");
    assertThat(first.get("rows").get(2).get("line").intValue()).isEqualTo(4);
    assertThat(first.get("rows").get(2).get("message").stringValue()).contains("country").contains("ZZ");
    assertThat(second.get("accepted").intValue()).isZero();
    assertThat(second.get("rows").get(0).get("status").stringValue()).isEqualTo("DUPLICATE");
    assertThat(second.get("rows").get(0).get("partnerId")).isEqualTo(first.get("rows").get(0).get("partnerId"));
    assertThat(json.readTree(get("/api/partners?q=" + word).body()).get("total").intValue()).isEqualTo(2);
  }

  @Test
  void aMalformedFileIsRefusedAsAWhole() throws Exception {
    HttpResponse<String> response = post("/api/applications/import", "text/csv",
        String.join(",", ImportReader.HEADER) + "\nGood " + word + ",US,,,Ann,ann@one.example,,,\n\"Bad,US\n");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json.readTree(response.body()).get("line").intValue()).isEqualTo(3);
    assertThat(json.readTree(response.body()).get("detail").stringValue()).contains("never closed");
    assertThat(json.readTree(get("/api/partners?q=" + word).body()).get("total").intValue()).isZero();
  }

  @Test
  void onlyManagersApplyAndEveryoneReads() throws Exception {
    assertThat(send(request("/api/applications", "auditor").header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(application("No " + word)))).statusCode()).isEqualTo(403);
    assertThat(send(request("/api/partners", "auditor")).statusCode()).isEqualTo(200);
    assertThat(get("/api/partners/P-99999999").statusCode()).isEqualTo(404);
    assertThat(get("/api/partners/nonsense").statusCode()).isEqualTo(404);
    assertThat(get("/api/partners?size=201").statusCode()).isEqualTo(400);
    assertThat(get("/api/partners?stage=NOWHERE").statusCode()).isEqualTo(400);
  }

  private String application(String name) {
    return """
        {"legalName":"%s","country":"DE","website":"https://%s.de","registrationNumber":"%s",
         "contacts":[{"name":"Ann Lee","email":"ann@%s.example","role":"SIGNER"}],"requestedTier":"GOLD","markets":["DE","AT"]}
        """.formatted(name, word, word, word);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path, "manager"));
  }

  private HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
    BodyPublisher text = BodyPublishers.ofString(body, StandardCharsets.UTF_8);
    return send(request(path, "manager").header("Content-Type", type).POST(text));
  }

  private HttpRequest.Builder request(String path, String user) {
    String basic = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).header("Authorization", "Basic " + basic);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
