package dev.entente.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.entente.EntenteTest;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@EntenteTest
class OnboardingInBrowserTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension
  static final Browser browser = new Browser();

  @LocalServerPort
  int port;

  private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void aPartnerIsAppliedForSeenInTheDiagramAndApprovedInAForm() {
    Page manager = browser.signedIn(port, "manager");
    String partner = apply(manager);
    tokenWaitsForApproval(manager, partner);
    Browser.assertUsable(manager);
    manager.setViewportSize(360, 740);
    browser.visit(manager, partner);
    Browser.assertUsable(manager);

    Page channel = browser.signedIn(port, "channel");
    approve(channel, partner);

    await().atMost(PATIENCE).untilAsserted(() -> {
      browser.visit(manager, partner);
      assertThat(manager.locator("main .badge-state").first()).hasText("Onboarding");
    });
  }

  private String apply(Page page) {
    browser.visit(page, "/partners/new");
    Browser.assertUsable(page);
    page.getByLabel("Legal name").fill("Company " + word);
    page.getByLabel("Country").selectOption("DE");
    page.getByLabel("Website").fill("https://" + word + ".example");
    page.getByLabel("Registration number").fill("HRB " + word);
    page.locator("[id='contacts[0].name']").fill("Ann Lee");
    page.locator("[id='contacts[0].email']").fill("ann@" + word + ".example");
    page.locator("main button:has-text('Start onboarding')").click();
    page.waitForURL(Pattern.compile(".*/partners/P-\\d+"));
    return page.url().replaceAll("^https?://[^/]+", "");
  }

  private void tokenWaitsForApproval(Page page, String partner) {
    await().atMost(PATIENCE).untilAsserted(() -> {
      browser.visit(page, partner);
      assertThat(page.locator(".djs-element.token-here[data-element-id=task_approveApplication]")).isVisible(soon());
    });
    assertThat(page.locator(".token-badge").first()).hasText("1");
    assertThat(page.getByText("Now at: Approve application")).isVisible();
    assertThat(page.locator(".bjs-powered-by")).isVisible();
  }

  private void approve(Page page, String partner) {
    browser.visit(page, "/tasks?partnerId=" + partner.substring(partner.lastIndexOf('/') + 1));
    Browser.assertUsable(page);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Approve application")).click();
    assertThat(page.locator(".fjs-powered-by")).isVisible();
    Browser.assertUsable(page);
    page.locator("[data-form] button:has-text('Complete')").click();
    assertThat(page.locator("[data-form] .fjs-form-field-error").first()).isVisible();
    page.getByLabel("Comment").fill("Known for years");
    page.getByLabel("Approve", new Page.GetByLabelOptions().setExact(true)).check();
    page.locator("[data-form] button:has-text('Complete')").click();
    page.waitForURL(Pattern.compile(".*/tasks.*(?<!\\d{5})$"));
  }

  private static LocatorAssertions.IsVisibleOptions soon() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(3000);
  }
}
