package dev.entente.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.LoadState;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real browser for a test, which fails when a page logged an error, broke its content policy, or asked another machine for something.
 *
 * <p>Needs Chromium on the PATH; without it, or without the built scripts, the tests are skipped and say so.
 */
class Browser implements ExecutionCondition, AfterEachCallback {

  private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync");

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();
  private String base;

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
    if (executable().isEmpty()) {
      return ConditionEvaluationResult.disabled("There is no Chromium on the PATH (apt-get install chromium)");
    }
    return Browser.class.getResource("/static/assets/app.js") == null
        ? ConditionEvaluationResult.disabled("The pages' scripts were not built (frontend.skip)")
        : ConditionEvaluationResult.enabled("There is a browser");
  }

  /** A page of the application at the port, signed in as the demo user. */
  Page signedIn(int port, String user) {
    Page page = open(port, 1280, 900);
    page.navigate(base + "/about");
    page.getByLabel("User name").fill(user);
    page.getByLabel("Password").fill(user);
    page.locator("main button").click();
    page.waitForURL(url -> !url.endsWith("/login"));
    return page;
  }

  Page open(int port, int width, int height) {
    base = "http://localhost:" + port;
    BrowserContext context = chromium().newContext(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(width, height));
    contexts.add(context);
    Page page = context.newPage();
    watch(page);
    return page;
  }

  void visit(Page page, String path) {
    page.navigate(base + path);
    page.waitForLoadState(LoadState.NETWORKIDLE);
  }

  /** What a page must have whatever it shows. */
  static void assertUsable(Page page) {
    assertThat(page.title()).isNotBlank();
    assertThat(page.locator("h1").count()).as("main headings of " + page.url()).isEqualTo(1);
    assertThat(page.locator("main").count()).as("main landmarks of " + page.url()).isEqualTo(1);
    assertThat(page.locator("html").getAttribute("lang")).isNotBlank();
    assertThat(page.evaluate(UNNAMED)).as("controls without a name on " + page.url()).isEqualTo(List.of());
    assertThat(page.content()).as("an untranslated text on " + page.url()).doesNotContainPattern("\\?\\?[a-zA-Z.]+_");
    assertThat(((Number) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).intValue())
        .as("pixels that stick out of " + page.url()).isZero();
  }

  private static final String UNNAMED = """
      [...document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,img,[data-form] [role]')]
        .filter(e => e.getClientRects().length > 0)
        .filter(e => !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.title || e.alt !== undefined && e.tagName === 'IMG'
          || e.textContent.trim() || e.labels?.length))
        .map(e => e.outerHTML.slice(0, 200))
      """;

  @Override
  public void afterEach(ExtensionContext test) {
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    List<String> said = List.copyOf(complaints);
    complaints.clear();
    assertThat(said).as("what the browser complained of").isEmpty();
  }

  private void watch(Page page) {
    page.onConsoleMessage(message -> {
      if (List.of("error", "warning").contains(message.type())) {
        complaints.add(page.url() + ": " + message.text() + " (" + message.location() + ")");
      }
    });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    page.onRequest(request -> {
      URI address = URI.create(request.url().replaceAll("[?#].*", ""));
      if (address.getHost() != null && !address.getHost().equals("localhost")) {
        complaints.add(page.url() + " asks " + address.getHost());
      }
    });
  }

  private static com.microsoft.playwright.Browser chromium() {
    return Holder.BROWSER;
  }

  private static Optional<Path> executable() {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** One browser for all tests of a run; it ends with the JVM. */
  private static final class Holder {

    static final com.microsoft.playwright.Browser BROWSER = start();

    private static com.microsoft.playwright.Browser start() {
      Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
      return playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(executable().orElseThrow()).setArgs(ARGUMENTS));
    }
  }
}
