package dev.entente.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Every mail there is renders in both versions, with text that people wrote and not keys. */
class MailTemplatesTest {

  private static final Path FOLDER = Path.of("templates", "mail");
  private static final Pattern EXPRESSION = Pattern.compile("[$#*]\\{[^}]*}");
  private static final Pattern NAME = Pattern.compile("(?<![#.'\\w\\[])([a-z][A-Za-z]*)(?![\\w(':])");

  /** Values that name a text. */
  private static final Map<String, String> CODES = Map.of("reason", "NOT_APPROVED", "stage", "REJECTED", "outcome", "FAILED", "direction", "PARTNER", "endReason", "BREACH", "news", "DEMOTED",
      "subjectKey", "tasks.mail.announced.subject", "leadKey", "tasks.mail.announced.lead", "approvalOutcome", "APPROVED", "objection", "nothingShown");

  private final MailRenderer renderer = new MailRenderer(messages());

  static Stream<String> templates() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".html"))
          .map(name -> name.replace(".html", "")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  void rendersInBothVersions(String template) throws IOException {
    RenderedMail mail = renderer.render(template, model(template));

    assertThat(mail.subject()).isNotBlank().doesNotContain("??").doesNotContain("${");
    assertThat(mail.html()).contains("class=\"sheet\"").doesNotContain("??").doesNotContain(" th:");
    assertThat(mail.text()).hasSizeGreaterThan(40).doesNotContain("??").doesNotContain("[[", "${", "</", "\n\n\n");
    for (Element link : Jsoup.parse(mail.html()).select(".main a[href]")) {
      assertThat(mail.text()).contains(link.text(), link.attr("href"));
    }
  }

  /** A value for every name that the templates mention: lists for what is looped over, text for the rest. */
  private static Map<String, Object> model(String template) throws IOException {
    String source = Files.readString(FOLDER.resolve(template + ".html"));
    Map<String, Object> model = new LinkedHashMap<>();
    Matcher expressions = EXPRESSION.matcher(source);
    while (expressions.find()) {
      Matcher names = NAME.matcher(expressions.group());
      while (names.find()) {
        model.putIfAbsent(names.group(1), CODES.getOrDefault(names.group(1), "value of " + names.group(1)));
      }
    }
    Matcher loops = Pattern.compile("th:each=\"(\\w+)[^:]*:\\s*\\$\\{(\\w+)}\"").matcher(source);
    while (loops.find()) {
      model.put(loops.group(2), List.of(new Anything(), new Anything()));
      model.remove(loops.group(1));
    }
    model.computeIfPresent("arguments", (name, text) -> List.of(text));
    return model;
  }

  /** An item that has every property. */
  private static final class Anything extends LinkedHashMap<String, Object> {

    @Override
    public Object get(Object key) {
      return "item's " + key;
    }

    @Override
    public boolean containsKey(Object key) {
      return true;
    }
  }

  private static ResourceBundleMessageSource messages() {
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasenames("messages/common", "messages/partner", "messages/program", "messages/screening", "messages/agreement", "messages/training",
        "messages/access", "messages/license", "messages/tier", "messages/tasks", "messages/approval", "messages/process", "messages/mail", "messages/trail", "messages/termination",
        "messages/settlement", "messages/portal", "messages/evidence", "messages/feedback");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    return messages;
  }
}
