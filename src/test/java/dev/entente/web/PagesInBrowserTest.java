package dev.entente.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.entente.EntenteTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@EntenteTest
class PagesInBrowserTest {

  @RegisterExtension
  static final Browser browser = new Browser();

  @LocalServerPort
  int port;

  @Test
  void aWrongPasswordIsSaidAndTheRightOneLeadsToWhatWasAsked() {
    Page page = browser.open(port, 1280, 900);
    browser.visit(page, "/about");
    Browser.assertUsable(page);
    page.getByLabel("User name").fill("manager");
    page.getByLabel("Password").fill("wrong");
    page.locator("main button").click();
    assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT)).containsText("do not belong together");

    page.getByLabel("User name").fill("manager");
    page.getByLabel("Password").fill("manager");
    page.locator("main button").click();

    assertThat(page.locator("h1")).hasText("About Entente");
    page.getByLabel("Sign out").click();
    assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.STATUS).first()).containsText("signed out");
  }

  /** One session for all of them: signing in and filling the browser's cache takes longer than looking. */
  @Test
  void pagesAreUsableWideAndOnAPhone() {
    Page page = browser.signedIn(port, "admin");
    for (int width : List.of(1280, 360)) {
      page.setViewportSize(width, 800);
      for (String path : List.of("/", "/about", "/tasks", "/approvals", "/delegations", "/partners", "/partners/new", "/partners/import", "/tiers", "/exceptions",
          "/terminations", "/screening", "/feedback", "/access", "/targets", "/access/runs", "/access/findings", "/processes", "/incidents", "/mails", "/trail")) {
        browser.visit(page, path);
        Browser.assertUsable(page);
      }
    }
  }

  @Test
  void thePhoneHasAMenuAndTheKeyboardSkipsIt() {
    Page page = browser.signedIn(port, "manager");
    page.setViewportSize(360, 740);
    browser.visit(page, "/about");
    assertThat(page.locator("#rail-nav")).isHidden();
    page.getByLabel("Menu").click();
    assertThat(page.locator("#rail-nav")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("#rail-nav")).isHidden();

    browser.visit(page, "/about");
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip-link")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("#content")).isFocused();
  }

  @Test
  void theColorSchemeIsRemembered() {
    Page page = browser.signedIn(port, "manager");
    browser.visit(page, "/about");
    assertThat(page.locator("html")).hasAttribute("data-bs-theme", "light");
    page.locator("[data-theme-switch]").click();
    browser.visit(page, "/about");
    assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
  }

  @Test
  void theAboutPageNamesWhatComesAlong() {
    Page page = browser.signedIn(port, "auditor");
    browser.visit(page, "/about");
    page.getByText("Notices of the software in these pages").click();
    assertThat(page.content()).contains("bpmn-js").contains("htmx.org").contains("@tabler/core").contains("MIT");
  }
}
