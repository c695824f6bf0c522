package dev.entente.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.entente.EntenteTest;
import dev.entente.ledger.Grant;
import dev.entente.ledger.Grants;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.program.Programs;
import dev.entente.provisioning.TargetSystem.Access;
import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.Targets;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Through the workers and the application's own directory, as a process does it. */
@EntenteTest
class AccessPagesTest {

  private static final AtomicLong INSTANCES = new AtomicLong(9_000_000);

  @Autowired ProvisioningJobs provisioningJobs;
  @Autowired LicenseJobs licenseJobs;
  @Autowired AccessJobs accessJobs;
  @Autowired ResidualAccessCheck reconciliation;
  @Autowired Targets targets;
  @Autowired Grants grants;
  @Autowired Programs programs;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;

  private final HttpClient http = HttpClient.newHttpClient();
  private final JobContext job = new JobContext(1, INSTANCES.incrementAndGet(), 1, "partner-onboarding", "task_grantEntitlement", 3);
  private PartnerId partner;

  @BeforeEach
  void partner() {
    partner = new TestPartners(jdbc, programs).onboarding("REGISTERED");
  }

  @Test
  void onboardingGivesEverythingOfTheTierAndTheWelcomeSaysSo() throws Exception {
    List<String> entitlements = provision();

    assertThat(entitlements).containsExactly("partner-portal", "price-list", "deal-registration", "demo-licenses", "learning");
    HttpResponse<String> listed = get("/api/partners/" + partner + "/grants?size=200", "auditor");
    assertThat(listed.statusCode()).isEqualTo(200);
    // the partner's entry, two accounts, three entitlements for two people each, two for the partner, the license
    assertThat(listed.body()).contains("\"total\":12", "\"target\":\"license-issuer\"", "\"state\":\"ACTIVE\"");
    assertThat(mail("welcome", "ann." + partner + "@example.com")).contains("Partner portal", "License Registered", "licenseToken");
    await().atMost(Duration.ofSeconds(30)).until(() -> jdbc.sql("SELECT count(*) FROM mail WHERE subject_id = :id AND state = 'SENT'")
        .param("id", partner.value()).query(Long.class).single() == 2);
    assertThat(jdbc.sql("SELECT text_body || html_body FROM mail WHERE subject_id = :id ORDER BY id LIMIT 1").param("id", partner.value())
        .query(String.class).single()).contains("- Price list; For: Ann Lee; Until: ", "<td>Price list</td>", "Products ask for this token", "eyJ");
    assertThat(mail("welcome", "bob." + partner + "@example.com")).contains("Partner portal").doesNotContain("licenseToken", "Ann Lee");
  }

  @Test
  void theLicenseIsAGrantThatThePublicKeyChecks() throws Exception {
    Outcome.Completed issued = (Outcome.Completed) licenseJobs.issue(new LicenseJobs.IssueLicenseInput(partner, "REGISTERED"), job);
    assertThat(licenseJobs.issue(new LicenseJobs.IssueLicenseInput(partner, "REGISTERED"), job)).isEqualTo(issued);

    String listed = get("/api/partners/" + partner + "/licenses", "manager").body();
    String token = listed.replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1");
    assertThat(verify(token)).contains("\"result\":\"valid\"", (String) issued.variables().get("licenseId"), "\"seats\":25");
    assertThat(get("/licenses/public-key", null).body()).contains("\"crv\":\"Ed25519\"", "BEGIN PUBLIC KEY");

    licenseJobs.revoke(new LicenseJobs.OfPartner(partner), job);
    assertThat(verify(token)).contains("\"result\":\"revoked\"");
    assertThat(verify("a.b.c")).contains("\"result\":\"forged\"");
    assertThat(get("/licenses/revocations", null).body()).contains((String) issued.variables().get("licenseId"));
  }

  @Test
  void undoingAndLeavingTakeBackAllOfIt() {
    provision();
    provisioningJobs.revokeProvisioned(new ProvisioningJobs.OfPartner(partner), job);
    assertThat(grants.active(partner)).extracting(Grant::kind).doesNotContain(Grant.Kind.ENTITLEMENT).contains(Grant.Kind.ACCOUNT, Grant.Kind.LICENSE);

    accessJobs.revokeAll(new AccessJobs.OfPartner(partner), job);

    assertThat(grants.toRevoke(partner)).isEmpty();
    assertThat(held("directory")).isEmpty();
    assertThat(held("license-issuer")).isEmpty();
  }

  @Test
  void leftoversAreEverythingTheTargetsHoldAndEveryOpenRow() {
    provision();
    Access learning = grants.active(partner).stream().filter(grant -> grant.entitlement().equals("learning")).findFirst().orElseThrow().access();
    targets.get("directory").revoke(learning);
    targets.get("directory").grant(new Access(partner.value(), partner.value(), "x", "source-escrow"));

    List<ResidualAccess> left = reconciliation.leftovers(partner);
    assertThat(left).as("12 grants and an orphan").hasSize(13);
    assertThat(left).filteredOn(item -> item.role().equals("source-escrow")).singleElement().satisfies(orphan -> {
      assertThat(orphan.what()).isEqualTo("in the target, never granted");
      assertThat(orphan.owner()).isEqualTo("compliance");
    });
    assertThat(left).filteredOn(item -> item.what().startsWith("not seen in the target")).singleElement().extracting(ResidualAccess::holder)
        .isEqualTo(learning.holder());
    assertThat(left).filteredOn(item -> item.target().equals("license-issuer")).singleElement().extracting(ResidualAccess::owner).isEqualTo("partner-management");

    accessJobs.revokeAll(new AccessJobs.OfPartner(partner), job);
    targets.get("directory").revoke(new Access(partner.value(), partner.value(), "x", "source-escrow"));
    assertThat(reconciliation.leftovers(partner)).isEmpty();
  }

  @Test
  void theApiKnowsItsPartnersAndItsLimits() throws Exception {
    assertThat(get("/api/partners/P-99999999/grants", "manager").statusCode()).isEqualTo(404);
    assertThat(get("/api/partners/P-99999999/licenses", "manager").statusCode()).isEqualTo(404);
    assertThat(get("/api/partners/" + partner + "/grants?size=201", "manager").statusCode()).isEqualTo(400);
    assertThat(get("/api/partners/" + partner + "/grants", null).statusCode()).isEqualTo(401);
  }

  @Test
  void thePagesShowLedgerAndLicense() throws Exception {
    provision();
    HttpClient auditor = signedIn("auditor");

    String ledger = page(auditor, "/access?target=directory&state=ACTIVE&partner=" + partner);
    assertThat(ledger).contains("Partner portal", "Ann Lee", "1 to 11 of 11").doesNotContain("No entry of the ledger fits", "??");
    assertThat(page(auditor, "/access?partner=P-99999999")).contains("No entry of the ledger fits");
    assertThat(page(auditor, "/partners/" + partner + "/grants")).contains("Price list", "Köhler &amp; Söhne").doesNotContain("No access yet", "<html", "??");
    assertThat(page(auditor, "/partners/" + partner + "/licenses")).contains("data-copy=\"eyJ", "25").doesNotContain("No license yet", "??");
    PartnerId nobody = new TestPartners(jdbc, programs).onboarding("REGISTERED");
    assertThat(page(auditor, "/partners/" + nobody + "/grants")).contains("No access yet");
    assertThat(page(auditor, "/partners/" + nobody + "/licenses")).contains("No license yet");
  }

  private HttpClient signedIn(String user) throws Exception {
    HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    String csrf = client.send(request("/login", null).build(), BodyHandlers.ofString()).body()
        .replaceAll("(?s).*name=\"_csrf\" content=\"([^\"]+)\".*", "$1");
    String form = "username=" + user + "&password=" + user + "&_csrf=" + URLEncoder.encode(csrf, StandardCharsets.UTF_8);
    client.send(request("/login", null).header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form)).build(), BodyHandlers.discarding());
    return client;
  }

  private String page(HttpClient client, String path) throws Exception {
    HttpResponse<String> response = client.send(request(path, null).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).as(path + "\n" + response.body()).isEqualTo(200);
    return response.body();
  }

  private List<String> provision() {
    provisioningJobs.createAccounts(new ProvisioningJobs.OfPartner(partner), job);
    Outcome.Completed planned = (Outcome.Completed) provisioningJobs.planEntitlements(new ProvisioningJobs.PlanEntitlementsInput(partner, "REGISTERED"), job);
    @SuppressWarnings("unchecked")
    List<String> entitlements = (List<String>) planned.variables().get("entitlements");
    for (String entitlement : entitlements) {
      assertThat(provisioningJobs.grant(new ProvisioningJobs.GrantInput(partner, entitlement, null, null, null), job)).isEqualTo(Outcome.completed(Map.of("grantOutcome", "GRANTED")));
    }
    licenseJobs.issue(new LicenseJobs.IssueLicenseInput(partner, "REGISTERED"), job);
    accessJobs.sendWelcome(new AccessJobs.OfPartner(partner), job);
    accessJobs.sendWelcome(new AccessJobs.OfPartner(partner), job);
    return entitlements;
  }

  private List<Access> held(String target) {
    TargetSystem system = targets.get(target);
    return system.list().stream().filter(access -> access.partnerId().equals(partner.value())).toList();
  }

  private String mail(String template, String to) {
    return jdbc.sql("SELECT model::text FROM mail WHERE subject_id = :partner AND template = :template AND lower(recipient) = lower(:to)")
        .param("partner", partner.value()).param("template", template).param("to", to).query(String.class).single();
  }

  private String verify(String token) throws Exception {
    return http.send(request("/api/licenses/verify", "manager").header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + token + "\"}")).build(), BodyHandlers.ofString()).body();
  }

  private HttpResponse<String> get(String path, String user) throws Exception {
    return http.send(request(path, user).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String user) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return user == null ? request : request.header("Authorization",
        "Basic " + Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8)));
  }
}
