package dev.entente.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.evidence.EvidenceRequest.Kind;
import dev.entente.evidence.EvidenceRequests;
import dev.entente.mail.SentMail;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.program.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A contact of a partner at work in the portal. */
@EntenteTest
class PortalInBrowserTest {

  private static final List<String> PAGES =
      List.of("/portal", "/portal/agreement", "/portal/training", "/portal/tier", "/portal/licenses", "/portal/evidence", "/portal/feedback");

  @RegisterExtension
  static final Browser browser = new Browser();

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired Programs programs;
  @Autowired EvidenceRequests requests;
  @Autowired Clock clock;
  @TempDir Path folder;

  private PartnerId partner;

  @BeforeEach
  void aPartner() {
    partner = new TestPartners(jdbc, programs).onboarding("SILVER");
  }

  @Test
  void theWayInLeadsFromTheSignInOfTheStaffByTheMailToTheStatus() {
    Page page = signedIn();

    assertThat(page.locator("h1")).hasText("Hello, Ann Lee");
    assertThat(page.locator(".portal-partner")).hasText("Köhler & Söhne " + partner);
    assertThat(page.getByText("Nothing waits for a decision of ours.")).isVisible();
    page.getByLabel("Sign out").click();
    assertThat(page.getByText("You are signed out.")).isVisible();
    browser.visit(page, "/portal/training");
    assertThat(page.getByLabel("Mail address")).isVisible();
  }

  @Test
  void pagesAreUsableWideOnAPhoneAndInTheDark() {
    Page page = signedIn();
    for (String path : PAGES) {
      page.setViewportSize(1280, 900);
      browser.visit(page, path);
      Browser.assertUsable(page);
      assertThat(page.locator(".portal-nav a.active")).hasCount(1);
      page.setViewportSize(360, 740);
      browser.visit(page, path);
      Browser.assertUsable(page);
    }
    assertThat(page.locator("#portal-nav")).isHidden();
    page.getByLabel("Menu").click();
    assertThat(page.locator("#portal-nav")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("#portal-nav")).isHidden();
    page.locator("[data-theme-switch]").click();
    browser.visit(page, "/portal");
    assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
    Browser.assertUsable(page);
  }

  @Test
  void evidenceIsHandedInWithAFileAndASignature() throws Exception {
    long key = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
    long id = requests.request(partner, Kind.DESTRUCTION_CERTIFICATE, "evidence.kind.DESTRUCTION_CERTIFICATE", "Wipe all disks.",
        clock.instant().plus(Duration.ofDays(14)), new JobContext(key, key, key, "termination-unwind", "task_requestCertificate", 3));
    Page page = signedIn();
    page.getByText("Confirm that you destroyed all copies").click();
    page.setViewportSize(360, 740);
    Browser.assertUsable(page);

    page.getByText("Hand in", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator(".invalid-feedback").first()).containsText("Tick this box");
    page.getByLabel("Files").setInputFiles(Files.writeString(folder.resolve("proof.txt"), "All disks were wiped."));
    page.locator("#declared").check();
    page.getByLabel("Your full name").fill("Ann Lee");
    page.getByText("Hand in", new Page.GetByTextOptions().setExact(true)).click();

    assertThat(page.getByText("Thank you, we have it.")).isVisible();
    assertThat(page.getByText("proof.txt")).isVisible();
    Browser.assertUsable(page);
    assertThat(requests.find(id).orElseThrow().signedName()).isEqualTo("Ann Lee");
  }

  @Test
  void feedbackIsGivenAndTheStaffFindsIt() {
    Page page = signedIn();
    browser.visit(page, "/portal/feedback");
    page.locator("main button").click();
    assertThat(page.locator(".invalid-feedback").first()).containsText("Choose a topic");
    page.getByLabel("Topic").selectOption("PORTAL");
    page.getByLabel("Your feedback").fill("More light for " + partner);
    page.locator("main button").click();
    assertThat(page.getByText("Thank you. We read it")).isVisible();

    Page manager = browser.signedIn(port, "manager");
    browser.visit(manager, "/feedback?state=all");
    Browser.assertUsable(manager);
    manager.getByText("More light for " + partner).click();
    manager.getByLabel("Answer").fill("It is on its way");
    manager.locator("main button").click();
    assertThat(manager.getByText("The answer is on its way.")).isVisible();
    manager.setViewportSize(360, 740);
    browser.visit(manager, "/partners/" + partner);
    assertThat(manager.locator("#portal")).containsText("Ann Lee");
    Browser.assertUsable(manager);
  }

  private Page signedIn() {
    Page page = browser.open(port, 1280, 900);
    browser.visit(page, "/login");
    page.getByText("To the partner portal").click();
    page.getByLabel("Mail address").fill("ann." + partner + "@example.com");
    page.locator("main button").click();
    assertThat(page.locator("h1")).hasText("Look into your mailbox");
    browser.visit(page, SentMail.path(jdbc, partner.value(), "portal-link"));
    Browser.assertUsable(page);
    page.locator("main button").click();
    page.waitForURL(url -> url.endsWith("/portal"));
    return page;
  }
}
