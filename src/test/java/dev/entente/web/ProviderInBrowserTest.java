package dev.entente.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A browser obeys the pages' content policy on the way to the provider and back, which other clients do not. */
class ProviderInBrowserTest extends ProviderTest {

  @RegisterExtension
  static final Browser BROWSER = new Browser();

  @LocalServerPort int port;

  String ada = "ada-" + UUID.randomUUID();

  @Test
  void inAtTheProviderAndOutAgainThere() {
    Page page = BROWSER.open(port, 1280, 900);
    BROWSER.visit(page, "/partners");
    Browser.assertUsable(page);
    PROVIDER.next(ada, List.of("approver"), List.of("legal"));

    page.getByText("Sign in with your company account").click();
    page.waitForURL(url -> url.contains("/partners"));
    assertThat(page.locator(".who-name").textContent()).isEqualTo(ada);

    page.getByLabel("Sign out").click();
    page.waitForURL(url -> url.endsWith("/login?logout"));
    assertThat(page.getByText("You are signed out").count()).isEqualTo(1);
    Browser.assertUsable(page);
  }
}
