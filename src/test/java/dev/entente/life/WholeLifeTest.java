package dev.entente.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One partner's life on the product as it ships, driven from outside over months of its clock: the directory fails now and then, and the application is
 * killed in between.
 */
class WholeLifeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final Pattern SIGNING_LINK = Pattern.compile("/sign/(\\S+)");
  private static final String SIGNER = "sam@wholelife.example";
  private static final String LEARNER = "lea@wholelife.example";

  @TempDir
  Path folder;

  private final TroubledDirectory directory = new TroubledDirectory(20261124);
  private final Letters letters = new Letters();
  private RunningProduct product;
  private People people;

  @BeforeEach
  void start() {
    List<String> settings = new ArrayList<>(directory.settings());
    settings.addAll(List.of("--spring.mail.host=127.0.0.1", "--spring.mail.port=" + letters.port()));
    product = new RunningProduct(folder, settings);
    people = new People(product)
        .answer("task_reviewScreeningHits", Map.of("screeningDecision", "CLEAR", "screeningComment", "Looked at"))
        .answer("task_approveApplication", Map.of("applicationDecision", "APPROVE", "applicationComment", "Known for years"))
        .answer("task_resolveProvisioningFailure", Map.of("provisioningDecision", "RETRY", "provisioningComment", "Again"));
  }

  @AfterEach
  void stop() {
    product.close();
    letters.close();
    directory.close();
  }

  @Test
  void aPartnerLivesAndNothingIsLeftOfIt() {
    String partner = apply();
    until(partner, () -> !letters.to(SIGNER).isEmpty() && letters.to(SIGNER).stream().anyMatch(letter -> SIGNING_LINK.matcher(letter.text()).find()));
    sign();
    directory.trouble(0.15);
    completeCourse(partner);
    killInTheMiddle();
    until(partner, () -> stage(partner).equals("ACTIVE"));
    assertThat(directory.mentions(LEARNER)).isNotEmpty();
  }

  private String apply() {
    HttpResponse<String> applied = product.post("manager", "/api/applications", Map.of("legalName", "Whole Life Software", "country", "DE",
        "website", "https://wholelife.example", "registrationNumber", "HRB 4711", "requestedTier", "REGISTERED", "markets", List.of("DE", "AT"),
        "contacts", List.of(Map.of("name", "Sam Signer", "email", SIGNER, "role", "SIGNER"), Map.of("name", "Lea Learner", "email", LEARNER, "role", "TECHNICAL"))));
    assertThat(applied.statusCode()).describedAs(applied.body()).isEqualTo(201);
    return product.read(applied).get("partnerId").stringValue();
  }

  private void sign() {
    String token = letters.find(SIGNER, SIGNING_LINK);
    HttpResponse<String> signed = product.post("manager", "/api/agreements/" + token + "/sign", Map.of("name", "Sam Signer", "title", "CEO"));
    assertThat(signed.statusCode()).describedAs(signed.body()).isEqualTo(200);
  }

  private void completeCourse(String partner) {
    until(partner, () -> product.post("manager", "/api/training/completions",
        Map.of("partnerId", partner, "email", LEARNER, "course", "foundations", "score", 90)).statusCode() == 200);
  }

  private void killInTheMiddle() {
    product.kill();
    product.start();
  }

  private String stage(String partner) {
    return product.get("manager", "/api/partners/" + partner).get("stage").stringValue();
  }

  /** People do their tasks meanwhile; what the product can't answer just now is asked again. */
  private void until(String partner, java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).ignoreException(UncheckedIOException.class).until(() -> {
      people.work(partner);
      return condition.call();
    });
  }
}
